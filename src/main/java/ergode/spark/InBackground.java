package ergode.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Numbered pieces of work on files, which one thread does in the order in which they are started.
 *
 * @param <R> their results
 */
final class InBackground<R> implements AutoCloseable {
  private final ExecutorService thread;
  private final TreeMap<Integer, Future<R>> started = new TreeMap<>();

  InBackground(String name) {
    thread = Executors.newSingleThreadExecutor(work -> new Thread(work, name));
  }

  synchronized void start(int number, Callable<R> work) {
    started.put(number, thread.submit(work));
  }

  /**
   * Waits for what has been started.
   *
   * @return the results by number
   */
  synchronized List<R> results() throws IOException {
    List<R> results = new ArrayList<>();
    for (Future<R> piece : started.values()) {
      try {
        results.add(piece.get());
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        throw cause instanceof IOException io ? io : new IOException(e.getMessage(), cause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while files were written", e);
      }
    }
    return results;
  }

  /** Waits until the thread has done all that was started: nobody writes afterwards. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
