package ergode.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads that share numbered tasks, each with kernels and memory of its own. Which thread takes
 * which task is left to chance: a task's result must depend on its number alone.
 *
 * @param <W> what a thread owns
 */
final class Workers<W> implements AutoCloseable {
  private final List<W> owned = new ArrayList<>();
  private final ExecutorService threads;

  /** A numbered task. */
  @FunctionalInterface
  interface Task<W> {
    void run(W worker, int number);
  }

  Workers(int count, Supplier<W> worker) {
    for (int i = 0; i < count; i++) {
      owned.add(worker.get());
    }
    threads = Executors.newFixedThreadPool(count, Workers::newThread);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "ergode-train");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Runs tasks 0 to {@code count - 1} and waits for them. Whatever happens, no task runs any more
   * on return. After a failure, or when the caller is interrupted, only those that have begun are
   * waited for; the others are not begun.
   *
   * @throws RuntimeException the first that a task threw, with those after it as suppressed ones
   * @throws IllegalStateException if a task failed otherwise, or the caller was interrupted
   */
  void run(int count, Task<W> task) {
    AtomicInteger next = new AtomicInteger();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<W> working = owned.subList(0, Math.min(count, owned.size()));
    Phaser ends = new Phaser(working.size() + 1);
    for (W worker : working) {
      threads.execute(
          () -> {
            try {
              for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.run(worker, i);
              }
            } catch (Throwable e) {
              failures.add(e);
              next.set(count);
            } finally {
              ends.arrive();
            }
          });
    }
    int phase = ends.arrive();
    try {
      ends.awaitAdvanceInterruptibly(phase);
    } catch (InterruptedException e) {
      next.set(count);
      ends.awaitAdvance(phase);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    }
    throwFirst(failures);
  }

  private static void throwFirst(Queue<Throwable> failures) {
    Throwable first = failures.poll();
    if (first == null) {
      return;
    }
    // no exception may suppress itself
    failures.stream().filter(later -> later != first).forEach(first::addSuppressed);
    throw first instanceof RuntimeException exception
        ? exception
        : new IllegalStateException("a training thread failed", first);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
