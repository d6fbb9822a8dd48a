package ergode.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.ReferenceBackend;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.SaveContent;
import ergode.data.ShardRecord;
import ergode.data.Simulation;
import ergode.data.Simulations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast the machine is nobody knows here: this is about what does not depend on it. */
class CostEstimateTest {
  @TempDir Path folder;

  private static CostEstimate of(Simulation... simulations) throws IOException {
    return CostEstimate.of(List.of(simulations), new ReferenceBackend(), new Effort(1, 0.1, 0.05));
  }

  /** A thousand trajectories and a billion of the same box differ by a factor of a million. */
  @Test
  void bytesAreThoseOfTheRows() throws IOException {
    Simulations small = new Simulations();
    small.content = SaveContent.SUMMARY;
    small.samples = 2_000;
    small.tmax = 0.1;
    small.shards = 1;
    Dataset real = DataSets.simulate(small.build(), folder);
    double bytesPerRow =
        real.manifest().shards().stream().mapToLong(ShardRecord::bytes).sum() / 2_000.0;
    small.samples = 1_000_000_000;
    CostEstimate estimate = of(small.build());
    assertThat(estimate.bytes() / 1e9).isCloseTo(bytesPerRow, within(0.3 * bytesPerRow));
    assertThat(estimate.coreSeconds()).isGreaterThan(100);
    assertThat(estimate.trajectories()).isBetween(16L, 1L << 18);
    assertThat(estimate.isLowerBound()).isFalse();
  }

  @Test
  void aSampleIsNoLargerThanTheEnsemble() throws IOException {
    Simulations one = new Simulations();
    one.samples = 1;
    one.shards = 1;
    CostEstimate estimate = of(one.build());
    assertThat(estimate.trajectories()).isEqualTo(1);
    assertThat(estimate.points()).isEqualTo(1);
  }

  /** Half a year of a pendulum: the sample is bounded, and says so. */
  @Test
  void trajectoriesWithoutEndAreCutShort() throws IOException {
    Simulations endless = new Simulations();
    endless.samples = 1;
    endless.shards = 1;
    endless.tmax = 1e7;
    endless.maxSteps = Integer.MAX_VALUE;
    assertThat(of(endless.build()).isLowerBound()).isTrue();
  }

  @Test
  void ofManyPointsAFewStandForAll() throws IOException {
    Simulation[] points =
        IntStream.rangeClosed(1, 40)
            .mapToObj(
                k -> {
                  Simulations point = new Simulations();
                  point.samples = 1_000L * k;
                  point.tmax = 0.1;
                  return point.build();
                })
            .toArray(Simulation[]::new);
    CostEstimate estimate = of(points);
    assertThat(estimate.points()).isEqualTo(4);
    long rows = 1_000L * 40 * 41 / 2;
    long listBytes = 4L * Double.BYTES * 21;
    assertThat(estimate.bytes()).isBetween(0.8 * rows * listBytes, 1.5 * rows * listBytes);
  }
}
