package ergode.spark.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A set of trajectories: disjoint ranges, neither touching another, in ascending order. */
record IdRanges(List<IdRange> ranges) {
  static final IdRanges NONE = new IdRanges(List.of());

  IdRanges {
    ranges = List.copyOf(ranges);
  }

  /** Trajectories {@code from} to {@code to - 1}, none if these are none. */
  static IdRanges between(long from, long to) {
    return from < to ? new IdRanges(List.of(new IdRange(from, to))) : NONE;
  }

  /** The union of any ranges. */
  static IdRanges union(Stream<IdRanges> sets) {
    List<IdRange> sorted =
        sets.flatMap(set -> set.ranges.stream())
            .sorted(Comparator.comparingLong(IdRange::from))
            .toList();
    List<IdRange> merged = new ArrayList<>();
    for (IdRange range : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && range.from() <= merged.get(last).to()) {
        long to = Math.max(range.to(), merged.get(last).to());
        merged.set(last, new IdRange(merged.get(last).from(), to));
      } else {
        merged.add(range);
      }
    }
    return new IdRanges(merged);
  }

  IdRanges and(IdRanges other) {
    List<IdRange> common = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < ranges.size() && j < other.ranges.size()) {
      IdRange mine = ranges.get(i);
      IdRange theirs = other.ranges.get(j);
      long from = Math.max(mine.from(), theirs.from());
      long to = Math.min(mine.to(), theirs.to());
      if (from < to) {
        common.add(new IdRange(from, to));
      }
      if (mine.to() < theirs.to()) {
        i++;
      } else {
        j++;
      }
    }
    return new IdRanges(common);
  }

  /** The {@code count} smallest. */
  IdRanges first(long count) {
    List<IdRange> first = new ArrayList<>();
    long missing = count;
    for (IdRange range : ranges) {
      if (missing > 0) {
        long size = Math.min(range.size(), missing);
        first.add(new IdRange(range.from(), range.from() + size));
        missing -= size;
      }
    }
    return new IdRanges(first);
  }

  long size() {
    return ranges.stream().mapToLong(IdRange::size).sum();
  }

  /** "0-99, 200-299" or "none"; of many ranges the first few. */
  @Override
  public String toString() {
    int shown = 5;
    if (ranges.isEmpty()) {
      return "none";
    }
    return ranges.stream()
            .limit(shown)
            .map(range -> range.from() + "-" + (range.to() - 1))
            .collect(Collectors.joining(", "))
        + (ranges.size() > shown ? ", ..." : "");
  }
}
