package ergode.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Ranges against plain sets of numbers. */
class IdRangesTest {
  @Provide
  Arbitrary<IdRanges> sets() {
    Arbitrary<Long> bound = Arbitraries.longs().between(0, 40);
    return Combinators.combine(bound, bound)
        .as(IdRanges::between)
        .list()
        .ofMaxSize(5)
        .map(parts -> IdRanges.union(parts.stream()));
  }

  private static SortedSet<Long> numbers(IdRanges set) {
    return set.ranges().stream()
        .flatMap(range -> LongStream.range(range.from(), range.to()).boxed())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Sorted, disjoint and apart: two equal sets are equal. */
  private static void assertNormal(IdRanges set) {
    List<IdRange> ranges = set.ranges();
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.get(i).from()).isGreaterThan(ranges.get(i - 1).to());
    }
    assertThat(set.size()).isEqualTo(numbers(set).size());
  }

  @Property
  void unionsAndIntersections(@ForAll("sets") IdRanges a, @ForAll("sets") IdRanges b) {
    SortedSet<Long> either = numbers(a);
    either.addAll(numbers(b));
    IdRanges union = IdRanges.union(List.of(a, b).stream());
    assertNormal(union);
    assertThat(numbers(union)).isEqualTo(either);

    SortedSet<Long> both = numbers(a);
    both.retainAll(numbers(b));
    assertNormal(a.and(b));
    assertThat(numbers(a.and(b))).isEqualTo(both);
  }

  @Property
  void theFirst(@ForAll("sets") IdRanges set, @ForAll("counts") long count) {
    List<Long> expected = numbers(set).stream().limit(count).toList();
    assertNormal(set.first(count));
    assertThat(numbers(set.first(count))).containsExactlyElementsOf(expected);
  }

  @Provide
  Arbitrary<Long> counts() {
    return Arbitraries.longs().between(0, 50);
  }
}
