package ergode.backend.simd;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Rows of memory that are not in use, lowest first. */
final class FreeRows {
  /** Number of free rows by the first of them; the last range has no end. */
  private final NavigableMap<Integer, Integer> ranges = new TreeMap<>(Map.of(0, Integer.MAX_VALUE));

  private int most;

  /** Takes the first range of rows that is long enough. */
  int take(int count) {
    Map.Entry<Integer, Integer> range = ranges.firstEntry();
    while (range.getValue() < count) {
      range = ranges.higherEntry(range.getKey());
    }
    int start = range.getKey();
    ranges.remove(start);
    if (range.getValue() > count) {
      ranges.put(start + count, range.getValue() - count);
    }
    most = Math.max(most, start + count);
    return start;
  }

  /** Gives rows back. */
  void give(int start, int count) {
    int from = start;
    int length = count;
    Map.Entry<Integer, Integer> before = ranges.lowerEntry(start);
    if (before != null && before.getKey() + before.getValue() == start) {
      from = before.getKey();
      length += before.getValue();
      ranges.remove(from);
    }
    Integer after = ranges.remove(start + count);
    ranges.put(from, after == null ? length : length + after);
  }

  /** The number of rows that were in use at once, and those between them. */
  int most() {
    return most;
  }
}
