package ergode.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  /** Runs tasks 0 to {@code count - 1} and waits for them. */
  void run(int count, Task<W> task) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (W worker : owned.subList(0, Math.min(count, owned.size()))) {
      running.add(
          threads.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                  task.run(worker, i);
                }
              }));
    }
    for (Future<?> future : running) {
      await(future);
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("a training thread failed", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
