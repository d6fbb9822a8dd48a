package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardStatisticsTest {
  private static final ShardStatistics A =
      new ShardStatistics(3, Map.of("ok", 2L, "max_steps", 1L), 100, 10, 2e-6);
  private static final ShardStatistics B =
      new ShardStatistics(2, Map.of("ok", 1L, "non_finite", 1L), 50, 0, 3e-6);

  @TempDir Path directory;

  @Test
  void anEmptySumChangesNothingOnEitherSide() {
    assertThat(ShardStatistics.empty().merge(A)).isEqualTo(A);
    assertThat(A.merge(ShardStatistics.empty())).isEqualTo(A);
    assertThat(ShardStatistics.empty().merge(ShardStatistics.empty()))
        .isEqualTo(ShardStatistics.empty());
  }

  @Test
  void mergingAddsCountsAndKeepsTheLargestDrift() {
    ShardStatistics sum =
        new ShardStatistics(5, Map.of("ok", 3L, "max_steps", 1L, "non_finite", 1L), 150, 10, 3e-6);
    assertThat(A.merge(B)).isEqualTo(sum);
    assertThat(B.merge(A)).isEqualTo(sum);
    assertThat(sum.failed()).isEqualTo(2);
  }

  /** Of rows with failures among them, added one by one in either direction. */
  @Test
  void addingRowsIsMergingShards() throws IOException {
    Simulations few = new Simulations();
    few.maxSteps = 40;
    Dataset dataset = DataSets.simulate(few.build(), directory);
    List<ShardStatistics> rows = DataSets.rows(dataset, row -> ShardStatistics.empty().add(row));
    ShardStatistics forwards = rows.stream().reduce(ShardStatistics::merge).orElseThrow();
    Collections.reverse(rows);
    ShardStatistics backwards = rows.stream().reduce(ShardStatistics::merge).orElseThrow();
    assertThat(dataset.manifest().statistics()).isEqualTo(forwards).isEqualTo(backwards);
    assertThat(forwards.rows()).isEqualTo(30);
    assertThat(forwards.status()).containsKeys("ok", "max_steps");
  }

  /** The drift of a run that was cut off says nothing of the solver's accuracy. */
  @Test
  void driftIsThatOfRunsThatReachedTheEnd() throws IOException {
    Simulations few = new Simulations();
    few.maxSteps = 3;
    Dataset dataset = DataSets.simulate(few.build(), directory);
    assertThat(dataset.manifest().statistics().status()).containsOnlyKeys("max_steps");
    assertThat(DataSets.rows(dataset, row -> row.energyDrift())).allMatch(drift -> drift > 0);
    assertThat(dataset.manifest().statistics().maxEnergyDrift()).isZero();
  }
}
