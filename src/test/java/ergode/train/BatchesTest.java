package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchesTest {
  @Property(tries = 200)
  void aDrawHasDistinctTrajectories(
      @ForAll long seed, @ForAll long step, @ForAll @IntRange(min = 1, max = 300) int size) {
    int[] draw = new Batches(seed, 300, size).at(step);
    assertThat(draw).hasSize(size).doesNotHaveDuplicates();
    assertThat(Arrays.stream(draw).boxed()).allMatch(i -> i >= 0 && i < 300);
  }

  @Test
  void isAPureFunctionOfSeedAndStep() {
    Batches batches = new Batches(5445, 938, 32);
    int[] draw = batches.at(17);
    batches.at(3);
    assertThat(batches.at(17)).isEqualTo(draw);
    assertThat(batches.at(18)).isNotEqualTo(draw);
    assertThat(new Batches(5446, 938, 32).at(17)).isNotEqualTo(draw);
  }

  @Test
  void aDrawOfAllIsAPermutation() {
    assertThat(Arrays.stream(new Batches(1, 50, 50).at(0)).sorted().toArray())
        .isEqualTo(IntStream.range(0, 50).toArray());
  }

  /** Pearson's statistic of each place of a draw, and of all pairs of two places. */
  @Test
  void everyTrajectoryIsAsLikelyInEveryPlace() {
    int draws = 40_000;
    Batches batches = new Batches(7, 20, 3);
    int[][] singles = new int[3][20];
    int[] pairs = new int[20 * 20];
    for (int step = 0; step < draws; step++) {
      int[] draw = batches.at(step);
      for (int place = 0; place < 3; place++) {
        singles[place][draw[place]]++;
      }
      pairs[draw[0] * 20 + draw[2]]++;
    }
    for (int[] counts : singles) {
      // 19 degrees of freedom: 99.9 % lie below 43.8
      assertThat(pearson(counts, draws / 20.0)).isBetween(4.0, 43.8);
    }
    int[] possible = IntStream.range(0, 400).filter(i -> i % 21 != 0).map(i -> pairs[i]).toArray();
    assertThat(Arrays.stream(possible).sum()).isEqualTo(draws);
    // 379 degrees of freedom: 99.8 % lie within
    assertThat(pearson(possible, draws / 380.0)).isBetween(299.0, 470.0);
  }

  private static double pearson(int[] counts, double expected) {
    return Arrays.stream(counts)
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }

  @Test
  void refusesADrawOfMoreThanThereAre() {
    assertThatThrownBy(() -> new Batches(1, 1, 32)).hasMessage("a draw of 32 from 1 trajectories");
  }
}
