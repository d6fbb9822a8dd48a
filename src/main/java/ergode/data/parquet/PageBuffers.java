package ergode.data.parquet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Arrays for pages, used again and again while one file is written. */
final class PageBuffers {
  private final Map<Integer, Deque<byte[]>> spare = new HashMap<>();

  /** An array of exactly {@code capacity} bytes, with anything in it. */
  byte[] take(int capacity) {
    Deque<byte[]> fitting = spare.get(capacity);
    return fitting == null || fitting.isEmpty() ? new byte[capacity] : fitting.pop();
  }

  /** Takes an array back. */
  void give(byte[] buffer) {
    spare.computeIfAbsent(buffer.length, capacity -> new ArrayDeque<>()).push(buffer);
  }
}
