package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final int SIZE = 20;

  private static Sampler<Long> sample(long dataset, List<Long> ids) {
    Sampler<Long> sampler = new Sampler<>(SIZE);
    ids.forEach(id -> sampler.offer(dataset, id, id));
    return sampler;
  }

  private static List<Long> ids(int count) {
    return new ArrayList<>(LongStream.range(0, count).boxed().toList());
  }

  @Property(tries = 100)
  void neitherOrderNorPartsMatter(
      @ForAll long shuffle,
      @ForAll @IntRange(min = 0, max = 300) int count,
      @ForAll @IntRange(min = 0, max = 300) int cut) {
    List<Long> shuffled = ids(count);
    Collections.shuffle(shuffled, new Random(shuffle));
    int at = Math.min(cut, count);
    Sampler<Long> first = sample(3, shuffled.subList(0, at));
    Sampler<Long> second = sample(3, shuffled.subList(at, count));
    List<Long> expected = sample(3, ids(count)).items();
    assertThat(expected).hasSize(Math.min(SIZE, count)).doesNotHaveDuplicates();
    first.merge(second);
    assertThat(first.items()).isEqualTo(expected);
    second.merge(sample(3, shuffled.subList(0, at)));
    assertThat(second.items()).isEqualTo(expected);
  }

  @Test
  void wantsExactlyWhatItWouldKeep() {
    Sampler<Long> sampler = new Sampler<>(SIZE);
    for (long id = 0; id < 1000; id++) {
      boolean wanted = sampler.wants(0, id);
      sampler.offer(0, id, id);
      assertThat(sampler.items().contains(id)).isEqualTo(wanted);
    }
  }

  /** The mean of 20 uniform ids of 0..9999 has a standard error of 645. */
  @Test
  void everyIdIsAsLikelyAsAnother() {
    List<Long> sampled = new ArrayList<>();
    for (int dataset = 0; dataset < 50; dataset++) {
      sampled.addAll(sample(dataset, ids(10_000)).items());
    }
    double mean = sampled.stream().mapToLong(id -> id).average().orElseThrow();
    assertThat(mean).isBetween(4999.5 - 4 * 92, 4999.5 + 4 * 92);
    long[] quarters = new long[4];
    sampled.forEach(id -> quarters[(int) (id / 2500)]++);
    for (long quarter : quarters) {
      // 1,000 draws with probability 1/4: 250 with a standard deviation of 14
      assertThat(quarter).isBetween(250L - 56, 250L + 56);
    }
  }

  @Test
  void dataSetsAreSampledIndependently() {
    assertThat(sample(0, ids(1000)).items()).isNotEqualTo(sample(1, ids(1000)).items());
  }
}
