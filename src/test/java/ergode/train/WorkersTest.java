package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
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
}
