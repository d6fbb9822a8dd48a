package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyTaskRunsOnceAndNoWorkerServesTwoThreads(int threads) {
    int[] runs = new int[50];
    AtomicInteger clashes = new AtomicInteger();
    try (Workers<AtomicInteger> workers = new Workers<>(threads, AtomicInteger::new)) {
      workers.run(
          runs.length,
          (inside, i) -> {
            if (inside.incrementAndGet() > 1) {
              clashes.incrementAndGet();
            }
            runs[i]++;
            inside.decrementAndGet();
          });
    }
    int[] once = new int[50];
    Arrays.fill(once, 1);
    assertThat(runs).containsExactly(once);
    assertThat(clashes).hasValue(0);
  }

  @Test
  void anExceptionInATaskReachesTheCallerAndTheWorkersGoOn() {
    try (Workers<String> workers = new Workers<>(2, () -> "")) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      5,
                      (worker, i) -> {
                        if (i == 3) {
                          throw new IllegalArgumentException("task " + i);
                        }
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("task 3");
      AtomicInteger runs = new AtomicInteger();
      workers.run(4, (worker, i) -> runs.incrementAndGet());
      assertThat(runs).hasValue(4);
    }
  }

  /** Each of three threads is in a task when the first of them fails. */
  @Test
  void allTasksHaveEndedWhenAFailureIsThrown() {
    CountDownLatch begun = new CountDownLatch(3);
    AtomicInteger ended = new AtomicInteger();
    try (Workers<String> workers = new Workers<>(3, () -> "")) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      100,
                      (worker, i) -> {
                        begun.countDown();
                        await(begun);
                        ended.incrementAndGet();
                        throw new IllegalArgumentException("task " + i);
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .satisfies(
              e ->
                  assertThat(Stream.concat(Stream.of(e), Stream.of(e.getSuppressed())))
                      .extracting(Throwable::getMessage)
                      .containsExactlyInAnyOrder("task 0", "task 1", "task 2"));
    }
    assertThat(ended).hasValue(3);
  }

  @Test
  void whatIsNoRuntimeExceptionIsWrappedAndOneThatIsThrownTwiceIsNotItsOwnSuppressed() {
    CountDownLatch begun = new CountDownLatch(2);
    Error error = new AssertionError("both");
    try (Workers<String> workers = new Workers<>(2, () -> "")) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      2,
                      (worker, i) -> {
                        begun.countDown();
                        await(begun);
                        throw error;
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a training thread failed")
          .hasCause(error);
    }
    assertThat(error.getSuppressed()).isEmpty();
  }

  /** An interrupted caller, too, waits for the tasks that have begun; no other begins. */
  @Test
  void anInterruptedCallerWaitsForWhatHasBegun() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    try (Workers<String> workers = new Workers<>(2, () -> "")) {
      Thread caller =
          new Thread(
              () -> {
                assertThatThrownBy(
                        () ->
                            workers.run(
                                100,
                                (worker, i) -> {
                                  begun.countDown();
                                  await(go);
                                  done.add("task");
                                }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("interrupted while training");
                done.add("returned, interrupted: " + Thread.currentThread().isInterrupted());
              });
      caller.start();
      begun.await();
      caller.interrupt();
      // it has seen the interruption, and waits again or has returned
      while (caller.isAlive()
          && (caller.isInterrupted() || caller.getState() != Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      go.countDown();
      caller.join();
    }
    assertThat(done).containsExactly("task", "task", "returned, interrupted: true");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
