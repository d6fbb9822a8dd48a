package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InBackgroundTest {
  @Test
  void resultsAreInTheOrderOfTheirNumbers() throws IOException {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    try (InBackground<Integer> work = new InBackground<>("test")) {
      for (int number : new int[] {2, 0, 1}) {
        work.start(
            number,
            () -> {
              done.add(Thread.currentThread().getName() + " " + number);
              return 10 * number;
            });
      }
      assertThat(work.results()).containsExactly(0, 10, 20);
    }
    assertThat(done).containsExactly("test 2", "test 0", "test 1");
  }

  @Test
  void nothingStartedIsNoResult() throws IOException {
    try (InBackground<String> work = new InBackground<>("test")) {
      assertThat(work.results()).isEmpty();
    }
  }

  @Test
  void aFailureComesOutAsItIs() throws IOException {
    IOException full = new IOException("disk full");
    try (InBackground<String> work = new InBackground<>("test")) {
      work.start(
          0,
          () -> {
            throw full;
          });
      assertThatThrownBy(work::results).isSameAs(full);
    }
    try (InBackground<String> work = new InBackground<>("test")) {
      work.start(
          0,
          () -> {
            throw new IllegalStateException("odd");
          });
      assertThatThrownBy(work::results)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("odd")
          .hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  /** An interrupted thread, too, waits for what it has started. */
  @Test
  void closingWaitsForAll() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    Thread closing =
        new Thread(
            () -> {
              try (InBackground<Boolean> work = new InBackground<>("test")) {
                work.start(
                    0,
                    () -> {
                      go.await();
                      return done.add("work");
                    });
              }
              done.add("closed, interrupted: " + Thread.currentThread().isInterrupted());
            });
    closing.start();
    closing.interrupt();
    Set<Thread.State> settled = Set.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED);
    while (!settled.contains(closing.getState())) {
      Thread.onSpinWait();
    }
    go.countDown();
    closing.join();
    assertThat(done).containsExactly("work", "closed, interrupted: true");
  }
}
