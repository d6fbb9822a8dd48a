package ergode.data.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SamplePlanTest {

  /** However the rows are cut into files, the files' samples are those of the whole. */
  @Property(tries = 300)
  void partsOfTheSampleMakeTheWhole(
      @ForAll @LongRange(min = 1, max = 5000) long rows,
      @ForAll @LongRange(min = 0, max = 6000) long size,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int files) {
    SamplePlan plan = new SamplePlan(rows, size, seed);
    long[] whole = plan.positions(0, rows);
    assertThat(whole).hasSize((int) Math.min(rows, size)).isSorted().doesNotHaveDuplicates();
    assertThat(Arrays.stream(whole)).allMatch(position -> position >= 0 && position < rows);
    long[] joined =
        LongStream.range(0, files)
            .flatMap(k -> Arrays.stream(plan.positions(rows * k / files, rows * (k + 1) / files)))
            .toArray();
    assertThat(joined).isEqualTo(whole);
  }

  @Test
  void aSampleAsLargeAsTheNumberOfFilesVisitsEach() {
    SamplePlan plan = new SamplePlan(1200, 12, 3);
    for (int file = 0; file < 12; file++) {
      assertThat(plan.positions(100L * file, 100L * (file + 1))).hasSize(1);
    }
  }

  @Test
  void anotherSeedDrawsOtherRows() {
    long[] one = new SamplePlan(100_000, 48, 0).positions(0, 100_000);
    assertThat(new SamplePlan(100_000, 48, 0).positions(0, 100_000)).isEqualTo(one);
    assertThat(new SamplePlan(100_000, 48, 1).positions(0, 100_000)).isNotEqualTo(one);
  }

  @Test
  void aTrillionRowsAreNoTrouble() {
    SamplePlan plan = new SamplePlan(1_000_000_000_000L, 1_000_000_000, 0);
    assertThat(plan.positions(999_999_990_000L, 1_000_000_000_000L)).hasSize(10);
  }

  @Test
  void aSizeThatWillNotDoIsNamed() {
    assertThatThrownBy(() -> new SamplePlan(10, -1, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--sample = -1: expected a whole number from 0 to 1000000000");
  }
}
