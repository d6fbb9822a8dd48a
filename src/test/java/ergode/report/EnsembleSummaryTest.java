package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.AngleRule;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.ShardRecord;
import ergode.data.Simulations;
import ergode.data.design.FileDesign;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleSummaryTest {
  private static final AngleRule RULE = new AngleRule(Math.PI);

  @TempDir Path parent;

  /** Fast pendulums, some of which flip and some of which run out of steps. */
  private Dataset simulate(int shards) throws IOException {
    Simulations fast = new Simulations();
    fast.samples = 60;
    fast.halfWidth = 3;
    fast.maxSteps = 46;
    fast.shards = shards;
    return DataSets.simulate(fast.build(), parent.resolve("set-" + shards));
  }

  private static EnsembleSummary empty(Dataset dataset) throws IOException {
    return new EnsembleSummary(RULE, Rows.range(dataset));
  }

  private static EnsembleSummary onePass(Dataset dataset) throws IOException {
    EnsembleSummary summary = empty(dataset);
    Rows.forEach(dataset, row -> summary.add(0, row));
    return summary;
  }

  private static List<EnsembleSummary> perShard(Dataset dataset) throws IOException {
    List<EnsembleSummary> parts = new ArrayList<>();
    for (ShardRecord shard : dataset.manifest().shards()) {
      EnsembleSummary part = empty(dataset);
      try (TrajectoryReader reader =
          TrajectoryReader.open(
              dataset.file(shard),
              DataSets.STORAGE.configuration(),
              dataset.manifest().schema(),
              EnsembleSummary.columns())) {
        for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
          part.add(0, row);
        }
      }
      parts.add(part);
    }
    return parts;
  }

  private static void assertSame(EnsembleSummary actual, EnsembleSummary expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void mergedPartsAreOnePass() throws IOException {
    Dataset dataset = simulate(5);
    EnsembleSummary expected = onePass(dataset);
    EnsembleSummary forwards = empty(dataset);
    perShard(dataset).forEach(forwards::merge);
    assertSame(forwards, expected);
    List<EnsembleSummary> parts = perShard(dataset);
    EnsembleSummary backwards = parts.get(4);
    for (int k = 3; k >= 0; k--) {
      backwards.merge(parts.get(k));
    }
    assertSame(backwards.merge(empty(dataset)), expected);
  }

  @Test
  void shardsDoNotMatter() throws IOException {
    assertSame(onePass(simulate(2)), onePass(simulate(7)));
  }

  /** Counted anew from the rows. */
  @Test
  void countsAreThoseOfTheRows() throws IOException {
    Dataset dataset = simulate(3);
    EnsembleSummary summary = onePass(dataset);
    List<Boolean> flips =
        DataSets.rows(dataset, row -> Arrays.stream(row.maxAbs()).max().orElseThrow() > Math.PI);
    List<String> status = DataSets.rows(dataset, row -> row.status());
    List<Long> inView =
        DataSets.rows(
            dataset,
            row -> {
              long points = 0;
              for (int k = 0; k < row.savedPoints(); k++) {
                if (Math.abs(row.saved()[0][k]) <= Math.PI
                    && Math.abs(row.saved()[1][k]) <= Math.PI) {
                  points++;
                }
              }
              return points;
            });
    List<Double> drifts =
        DataSets.rows(dataset, row -> row.status().equals("ok") ? row.energyDrift() : 0);
    long chaotic = flips.stream().filter(flip -> flip).count();
    long failed = status.stream().filter(label -> !label.equals("ok")).count();

    assertThat(chaotic).isBetween(5L, 55L);
    assertThat(failed).isBetween(5L, 55L);
    assertThat(summary.rows()).isEqualTo(60);
    assertThat(summary.points()).isEqualTo(60 * 21);
    assertThat(summary.chaoticRuns()).isEqualTo(chaotic);
    assertThat(summary.failed()).isEqualTo(failed);
    assertThat(summary.steps()).isEqualTo(dataset.manifest().statistics().steps());
    assertThat(summary.rejected()).isEqualTo(dataset.manifest().statistics().rejected());
    assertThat(summary.maxEnergyDrift())
        .isEqualTo(drifts.stream().mapToDouble(drift -> drift).max().orElseThrow());
    assertThat(summary.isAtRest()).isTrue();
    long counted = sum(summary.chaotic.density) + sum(summary.nonChaotic.density);
    assertThat(counted).isEqualTo(inView.stream().mapToLong(points -> points).sum());
    assertThat(summary.chaotic.densityOutside + summary.nonChaotic.densityOutside)
        .isEqualTo(60 * 21 - counted);
    assertThat(sum(summary.chaotic.initial)).isEqualTo(chaotic);
    assertThat(sum(summary.chaotic.drift)).isEqualTo(chaotic);
  }

  private static long sum(long[] counts) {
    return LongStream.of(counts).sum();
  }

  @Test
  void samplesAreWholeRunsOfEachLabel() throws IOException {
    EnsembleSummary summary = onePass(simulate(3));
    for (LabelSummary label : List.of(summary.nonChaotic, summary.chaotic)) {
      assertThat(label.samples.items())
          .hasSize(3)
          .allSatisfy(
              run -> {
                assertThat(run.theta1()).hasSize(21).doesNotContain(Double.NaN);
                assertThat(run.theta2()).hasSize(21).doesNotContain(Double.NaN);
              });
    }
    assertThat(summary.chaotic.samples.items())
        .allMatch(
            run ->
                Arrays.stream(run.theta1()).anyMatch(x -> Math.abs(x) > Math.PI)
                    || Arrays.stream(run.theta2()).anyMatch(x -> Math.abs(x) > Math.PI));
  }

  @Test
  void motionAtTheStartIsNoticed() throws IOException {
    Simulations moving = new Simulations();
    moving.file = new FileDesign(4, new double[] {0, 0, 0, 0, 0, 0, 0, 1e-9});
    moving.shards = 1;
    assertThat(onePass(DataSets.simulate(moving.build(), parent)).isAtRest()).isFalse();
  }

  /** A driver holds a few of these; 10^6 rows must not make them larger. */
  @Test
  void sizeDoesNotGrowWithTheRows() throws IOException {
    Simulations many = new Simulations();
    many.samples = 9_000;
    many.halfWidth = 0.1;
    many.tmax = 0.01;
    many.points = 2;
    Dataset dataset = DataSets.simulate(many.build(), parent.resolve("many"));
    EnsembleSummary summary = onePass(dataset);
    int size = serialised(summary);
    for (int number = 1; number < 5; number++) {
      int dataSetNumber = number;
      Rows.forEach(dataset, row -> summary.add(dataSetNumber, row));
    }
    assertThat(summary.rows()).isEqualTo(45_000);
    assertThat(summary.nonChaotic.points.items()).hasSize(8_000);
    assertThat(serialised(summary)).isEqualTo(size).isLessThan(2_000_000);
  }

  private static int serialised(Serializable value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.size();
  }
}
