package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final List<Integer> STEPS = List.of(300, 500, 500);
  private static final List<Double> RATES = List.of(5e-3, 2.5e-3, 1e-3);

  /** The step of that number when nothing resets the optimiser. */
  private static StepCount step(int total) {
    int stage = total < 300 ? 0 : total < 800 ? 1 : 2;
    return new StepCount(total, stage, total);
  }

  @ParameterizedTest
  @CsvSource({"0, 5e-3", "299, 5e-3", "300, 2.5e-3", "799, 2.5e-3", "800, 1e-3", "1299, 1e-3"})
  void intended(int total, double rate) {
    assertThat(new Schedule.ByStage(RATES).rate(step(total))).isEqualTo(rate);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5e-3",
    "299, 5e-3",
    "300, 1.25e-5",
    "499, 1.25e-5",
    "500, 1.25e-8",
    "1299, 1.25e-8"
  })
  void faithfulWithoutReset(int total, double rate) {
    assertThat(Schedule.faithful(STEPS, RATES).rate(step(total))).isCloseTo(rate, within(1e-23));
  }

  /** Each stage starts at the first rate again. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 5e-3", "299, 0, 5e-3", "300, 1, 5e-3", "599, 1, 5e-3", "600, 1, 1.25e-5",
    "799, 1, 1.25e-5", "800, 2, 5e-3", "1099, 2, 5e-3", "1100, 2, 1.25e-5", "1299, 2, 1.25e-5"
  })
  void faithfulWithReset(int total, int stage, double rate) {
    int start = List.of(0, 300, 800).get(stage);
    assertThat(Schedule.faithful(STEPS, RATES).rate(new StepCount(total, stage, total - start)))
        .isCloseTo(rate, within(1e-20));
  }

  @Test
  void faithfulIsWhatOptaxExecutes() throws IOException {
    Schedule schedule = Schedule.faithful(STEPS, RATES);
    Optax.read()
        .piecewise()
        .forEach((k, v) -> assertThat(schedule.rate(step(Integer.parseInt(k)))).isEqualTo(v));
  }

  /** As in a Python dictionary of two entries with one key. */
  @Test
  void ofTwoStagesOfOneLengthTheLaterFactorCounts() {
    Schedule schedule = Schedule.faithful(List.of(10, 10, 10), List.of(1.0, 0.5, 0.25));
    assertThat(schedule.rate(new StepCount(10, 1, 10))).isEqualTo(0.25);
    assertThat(schedule.rate(new StepCount(29, 2, 29))).isEqualTo(0.25);
  }

  @Test
  void cosineIsThatOfOptax() throws IOException {
    Schedule schedule = new Schedule.Cosine(5e-3, 1e-5, 20, 120);
    Optax.read()
        .cosine()
        .forEach(
            (k, v) ->
                assertThat(schedule.rate(step(Integer.parseInt(k))))
                    .as(k)
                    .isCloseTo(v, within(1e-17)));
  }

  @Test
  void cosineWithoutWarmUpStartsAtItsPeak() {
    Schedule schedule = new Schedule.Cosine(0.1, 0.0, 0, 10);
    assertThat(schedule.rate(step(0))).isEqualTo(0.1);
    assertThat(schedule.rate(step(5))).isCloseTo(0.05, within(1e-17));
  }

  @Test
  void constant() {
    assertThat(new Schedule.Constant(1e-3).rate(step(1299))).isEqualTo(1e-3);
  }
}
