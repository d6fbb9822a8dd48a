package ergode.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What this JVM's memory holds, in bytes. */
final class MemoryGauge {
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private MemoryGauge() {}

  /** Bytes of the heap that are reachable, as a full collection leaves them. */
  static long liveHeap() {
    MEMORY.gc();
    return MEMORY.getHeapMemoryUsage().getUsed();
  }

  /** Bytes outside the heap: classes, compiled code, and buffers that are not on the heap. */
  static long offHeap() {
    long buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return MEMORY.getNonHeapMemoryUsage().getUsed() + buffers;
  }

  /**
   * Bytes that the threads alive have allocated on the heap since they began.
   *
   * @throws UnsupportedOperationException if this JVM does not count them
   */
  static long allocated() {
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
      throw new UnsupportedOperationException("this JVM does not count what threads allocate");
    }
    long sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, bytes); // -1: the thread has ended in between
    }
    return sum;
  }
}
