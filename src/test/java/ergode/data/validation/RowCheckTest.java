package ergode.data.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.Compression;
import ergode.data.ControllerConfig;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.EnsembleConfig;
import ergode.data.Precision;
import ergode.data.SaveContent;
import ergode.data.Simulations;
import ergode.data.design.FileDesign;
import ergode.data.parquet.RowEdit;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RowCheckTest {
  private static final int VICTIM = 12;

  @TempDir Path folder;

  private static List<String> findings(Dataset dataset, long sample) throws IOException {
    return Forgery.validate(dataset, sample).findings().lines();
  }

  private List<String> forged(Simulations simulation, Consumer<TrajectoryRow> edit)
      throws IOException {
    Dataset dataset =
        Forgery.of(
            simulation.build(),
            folder,
            row -> {
              if (row.simId() == VICTIM) {
                edit.accept(row);
              }
              return true;
            });
    return findings(dataset, 0);
  }

  private static String found(String problem) {
    return "data/train-00001-of-00003.parquet: sim_id 12: " + problem;
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        edit("m2 is 3.0, expected 1.0", row -> row.parameters()[1] = 3),
        edit("t0 is 1.0, expected 0.0", row -> RowEdit.t0(row, 1)),
        edit("t0 is -0.0, expected 0.0", row -> RowEdit.t0(row, -0.0)),
        edit("dt is 0.11, expected 0.1", row -> RowEdit.dt(row, 0.11)),
        edit(
            "status is fine, expected one of [max_steps, non_finite, ok, step_too_small]",
            row -> RowEdit.status(row, "fine")),
        edit(
            "steps is -1 + 3 rejected, expected two counts from 0",
            row -> {
              RowEdit.steps(row, -1);
              RowEdit.rejected(row, 3);
            }),
        edit(
            "steps is 100000 + 1 rejected, expected two counts from 0",
            row -> {
              RowEdit.steps(row, 100_000);
              RowEdit.rejected(row, 1);
            }),
        edit(
            "status is max_steps after 40 steps, expected 100000 steps",
            row -> {
              RowEdit.status(row, "max_steps");
              RowEdit.steps(row, 40);
              RowEdit.rejected(row, 0);
            }),
        edit("theta1_0 is 0.5, expected ", row -> row.initial()[0] = 0.5),
        edit("omega2_0 is -0.0, expected 0.0", row -> row.initial()[3] = -0.0),
        edit("theta2[0] is 0.25, expected ", row -> row.saved()[1][0] = 0.25),
        edit("theta1[7] is NaN, expected a finite number", row -> row.saved()[0][7] = Double.NaN),
        edit(
            "omega2[20] is Infinity, expected a finite number",
            row -> row.saved()[3][20] = Double.POSITIVE_INFINITY),
        edit("max_abs_theta1 is 9.0, expected ", row -> row.maxAbs()[0] = 9),
        edit("max_abs_theta2 is ", row -> row.saved()[1][5] = 77),
        edit(
            "energy_drift is NaN, expected a finite number",
            row -> RowEdit.energyDrift(row, Double.NaN)),
        edit("energy_drift is -1.0, expected a finite number", row -> RowEdit.energyDrift(row, -1)),
        edit("omega1[20] is ", row -> RowEdit.status(row, "non_finite")));
  }

  static Stream<Arguments> summaryEdits() {
    return Stream.of(
        edit("flip_time is 1.0, expected null, as max_abs", row -> RowEdit.flipTime(row, 1)),
        edit("flip_time is NaN, expected a time of the run", row -> row.maxAbs()[1] = 4),
        edit(
            "flip_time is 2.5, expected a time of the run",
            row -> {
              row.maxAbs()[1] = 4;
              RowEdit.flipTime(row, 2.5);
            }),
        edit("theta2_end is NaN, expected a finite number", row -> row.last()[1] = Double.NaN),
        edit("omega1_end is ", row -> RowEdit.status(row, "non_finite")),
        edit("max_abs_theta1 is 0.0, expected at least the size of ", row -> row.maxAbs()[0] = 0),
        edit("max_abs_theta2 is 1.", row -> row.last()[1] = -1.9),
        edit("energy_drift is ", row -> row.last()[2] += 0.5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("summaryEdits")
  void whatNoSummaryHoldsIsNamed(String problem, Consumer<TrajectoryRow> edit) throws IOException {
    Simulations summary = new Simulations();
    summary.content = SaveContent.SUMMARY;
    assertThat(forged(summary, edit))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("data/train-00001-of-00003.parquet: "))
        .anySatisfy(line -> assertThat(line).startsWith(found(problem)));
  }

  /** The last bit of what only another integration can tell. */
  @Test
  void aSummaryIsIntegratedAgain() throws IOException {
    Simulations wild = new Simulations();
    wild.content = SaveContent.SUMMARY;
    wild.halfWidth = 3;
    Dataset sound = DataSets.simulate(wild.build(), folder.resolve("sound"));
    assertThat(findings(sound, 30)).isEmpty();
    Dataset forged =
        Forgery.of(
            sound,
            folder.resolve("forged"),
            sound.manifest().config(),
            row -> {
              RowEdit.flipTime(row, Math.nextUp(row.flipTime()));
              row.last()[3] = Math.nextUp(row.last()[3]);
              return true;
            });
    assertThat(findings(forged, 30))
        .anySatisfy(line -> assertThat(line).contains("flip_time is ", "integrating again gives"))
        .anySatisfy(line -> assertThat(line).contains("omega2_end is ", "integrating again"));
    assertThat(findings(forged, 0)).isEmpty();
  }

  private static Arguments edit(String problem, Consumer<TrajectoryRow> edit) {
    return Arguments.of(problem, edit);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void whatNoSimulationWritesIsNamed(String problem, Consumer<TrajectoryRow> edit)
      throws IOException {
    assertThat(forged(new Simulations(), edit))
        .anySatisfy(line -> assertThat(line).startsWith(found(problem)));
  }

  @Test
  void aCopyWithoutChangesHasNoFindings() throws IOException {
    assertThat(forged(new Simulations(), row -> {})).isEmpty();
  }

  @Test
  void aDroppedRowIsNamed() throws IOException {
    Dataset dataset = Forgery.of(new Simulations().build(), folder, row -> row.simId() != VICTIM);
    assertThat(findings(dataset, 0))
        .containsExactly(
            "manifest.json: rows of train-00001-of-00003.parquet is 9, expected 10, as many as ids",
            "data/train-00001-of-00003.parquet: has sim_id 13 where 12 is due");
  }

  @Test
  void rowsOfAFailedRunEndInNothingButNan() throws IOException {
    Simulations few = new Simulations();
    few.maxSteps = 15;
    List<String> findings =
        forged(
            few,
            row -> {
              assertThat(row.status()).isEqualTo("max_steps");
              row.saved()[0][20] = 0;
              row.saved()[1][20] = Double.POSITIVE_INFINITY;
              Arrays.fill(row.saved()[2], 1, 21, Double.NaN);
            });
    assertThat(findings)
        .anySatisfy(line -> assertThat(line).startsWith(found("theta1[20] is 0.0, expected NaN")))
        .anySatisfy(
            line -> assertThat(line).startsWith(found("theta2[20] is Infinity, expected NaN")))
        .anySatisfy(line -> assertThat(line).startsWith(found("finite values of omega1 is 1,")));
  }

  @Test
  void constantStepsAreNeverRejected() throws IOException {
    Simulations rk4 = new Simulations();
    rk4.method = "rk4";
    assertThat(forged(rk4, row -> RowEdit.rejected(row, 1)))
        .containsExactly(found("rejected is 1, expected 0, because the steps are constant"));
  }

  /** A change of the last bit of one number is found if its row is in the sample. */
  @Test
  void integratingAgainFindsTheLastBit() throws IOException {
    Dataset dataset =
        Forgery.of(
            new Simulations().build(),
            folder,
            row -> {
              if (row.simId() == VICTIM) {
                row.saved()[2][9] = Math.nextUp(row.saved()[2][9]);
                RowEdit.energyDrift(row, Math.nextUp(row.energyDrift()));
                RowEdit.steps(row, row.steps() + 1);
                RowEdit.rejected(row, row.rejected() + 1);
              }
              return true;
            });
    assertThat(findings(dataset, 0)).isEmpty();
    ShardValidation.Result all = Forgery.validate(dataset, 1000);
    assertThat(all.recomputed()).isEqualTo(30);
    assertThat(all.findings().count(ShardValidation.RECOMPUTED)).isEqualTo(1);
    assertThat(all.findings().lines())
        .singleElement()
        .asString()
        .startsWith(found("steps is "))
        .contains("rejected is ", "energy_drift is ", "omega1[9] is ", "integrating again gives ");
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyRowOfASoundDataSetIsWhatIntegratingAgainGives(Precision precision) throws IOException {
    Simulations simulation = new Simulations();
    simulation.precision = precision;
    simulation.compression = Compression.NONE;
    simulation.maxSteps = 38;
    ShardValidation.Result result =
        Forgery.validate(DataSets.simulate(simulation.build(), folder), 30);
    assertThat(result.statistics().status()).containsOnlyKeys("max_steps", "ok");
    assertThat(result.findings().lines()).isEmpty();
    assertThat(result.warnings().lines()).isEmpty();
    assertThat(result.recomputed()).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource(EnsembleConfig.Kind.class)
  void initialStatesAreThoseOfTheDesign(EnsembleConfig.Kind kind) throws IOException {
    Simulations simulation = new Simulations();
    simulation.kind = kind;
    simulation.samples = 25;
    assertThat(findings(DataSets.simulate(simulation.build(), folder.resolve("sound")), 25))
        .isEmpty();
    assertThat(forged(simulation, row -> row.initial()[1] = Math.nextDown(row.initial()[1])).get(0))
        .startsWith("data/train-00001-of-00003.parquet: sim_id 12: theta2_0 is ");
  }

  /** The file itself is not needed: the configuration has the hash of all its rows. */
  @Test
  void initialStatesFromAFileAreCheckedByTheirHash() throws IOException {
    Simulations simulation = new Simulations();
    simulation.file =
        new FileDesign(4, new double[] {1, 1, 0, 0, 2, 0.5, 0, 1, -1, 1, -0.0, 0, 0.1, 0.2, 3, 4});
    assertThat(findings(DataSets.simulate(simulation.build(), folder.resolve("sound")), 4))
        .isEmpty();
    Dataset dataset =
        Forgery.of(
            simulation.build(),
            folder,
            row -> {
              if (row.simId() == 2) {
                row.initial()[2] = 0.0;
                row.saved()[2][0] = 0.0;
              }
              return true;
            });
    assertThat(findings(dataset, 0))
        .singleElement()
        .asString()
        .startsWith("data/: the SHA-256 of all initial states is ")
        .endsWith("expected ensemble.sha256 = " + simulation.file.sha256());
  }

  @Test
  void rowsOnTheWrongSideOfAFilterAreNamed() throws IOException {
    Simulations simulation = new Simulations();
    simulation.halfWidth = Math.PI;
    Dataset source = DataSets.simulate(simulation.build(), folder.resolve("source"));
    Map<String, Object> config = new TreeMap<>(source.manifest().config());
    config.put("filter.cut", 2.0);
    config.put("filter.side", "chaotic");
    config.put("filter.source_sha256", source.manifest().configSha256());
    Dataset right = Forgery.of(source, folder.resolve("right"), config, row -> isChaotic(row, 2.0));
    assertThat(right.manifest().statistics().rows()).isBetween(5L, 25L);
    assertThat(findings(right, 1000)).isEmpty();
    Dataset wrong = Forgery.of(source, folder.resolve("wrong"), config, row -> isChaotic(row, 1.5));
    long strangers = wrong.manifest().statistics().rows() - right.manifest().statistics().rows();
    assertThat(strangers).isPositive();
    Findings findings = Forgery.validate(wrong, 0).findings();
    assertThat(findings.count("side of the filter")).isEqualTo(strangers);
    assertThat(findings.lines())
        .allMatch(line -> line.contains(" on the chaotic side of the cut 2.0"));
  }

  private static boolean isChaotic(TrajectoryRow row, double cut) {
    return row.maxAbs()[0] > cut || row.maxAbs()[1] > cut;
  }

  @Test
  void otherControllersAndMethodsAreUnderstood() throws IOException {
    Simulations simulation = new Simulations();
    simulation.method = "dop853";
    simulation.dt0 = 0.003;
    simulation.controller =
        new ControllerConfig(ControllerConfig.Kind.PID, 0.2, 0.5, 0.1, 0.8, 0.3, 5);
    simulation.parameters.put("l2", 0.25);
    assertThat(findings(DataSets.simulate(simulation.build(), folder), 30)).isEmpty();
  }
}
