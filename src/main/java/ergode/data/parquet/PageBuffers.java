package ergode.data.parquet;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Arrays for pages, used again and again: about a row group of them while a file is written, and by
 * the next file after it. To allocate and clear them anew for every file would cost a tenth of
 * writing, and more in garbage collection.
 */
final class PageBuffers {
  private static final Deque<SoftReference<PageBuffers>> IDLE = new ConcurrentLinkedDeque<>();

  /** Capacities are multiples of this, so that few differ; smaller arrays are not kept. */
  private static final int UNIT = 1 << 16;

  /** A row group and some pages; more, after very long rows, is left to the garbage collector. */
  private static final long MOST_KEPT_BYTES = 160L << 20;

  private final Map<Integer, Deque<byte[]>> spare = new HashMap<>();
  private long spareBytes;

  private PageBuffers() {}

  /** Those of an earlier file, or new ones; to be given back by {@link #release}. */
  static PageBuffers borrow() {
    for (SoftReference<PageBuffers> idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
      PageBuffers buffers = idle.get();
      if (buffers != null) {
        return buffers;
      }
    }
    return new PageBuffers();
  }

  /** Keeps the arrays that were given back for the next file. */
  void release() {
    if (spareBytes <= MOST_KEPT_BYTES) {
      IDLE.push(new SoftReference<>(this));
    }
  }

  /** An array of at least so many bytes, with anything in it. */
  byte[] take(int atLeast) {
    if (atLeast < UNIT) {
      return new byte[atLeast];
    }
    int capacity = Math.toIntExact((atLeast + UNIT - 1L) / UNIT * UNIT);
    Deque<byte[]> fitting = spare.get(capacity);
    if (fitting == null || fitting.isEmpty()) {
      return new byte[capacity];
    }
    spareBytes -= capacity;
    return fitting.pop();
  }

  /** Takes an array back that nobody uses any more. */
  void give(byte[] buffer) {
    if (buffer.length >= UNIT) {
      spareBytes += buffer.length;
      spare.computeIfAbsent(buffer.length, capacity -> new ArrayDeque<>()).push(buffer);
    }
  }
}
