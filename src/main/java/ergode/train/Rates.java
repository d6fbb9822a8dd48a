package ergode.train;

import ergode.data.InvalidInputException;
import java.util.List;

/**
 * The learning rates of a recipe.
 *
 * @param rates of each stage, or one where the schedule takes one; positive
 * @param last rate at the end of a cosine
 * @param warmUp steps in which the rate of a cosine rises
 */
public record Rates(Kind kind, List<Double> rates, double last, int warmUp) {

  /** The schedules, as {@code train.schedule} names them. */
  public enum Kind {
    /** What optax executes for the course's call; {@link Schedule#faithful}. */
    FAITHFUL,
    /** Each stage's own rate. */
    INTENDED,
    COSINE,
    CONSTANT;

    private boolean isByStage() {
      return this == FAITHFUL || this == INTENDED;
    }
  }

  public Rates {
    rates = List.copyOf(rates);
    if (rates.isEmpty() || !rates.stream().allMatch(rate -> rate > 0 && Double.isFinite(rate))) {
      throw new InvalidInputException("train.rates", rates.toString(), "positive finite numbers");
    }
    if (!(last >= 0 && last <= rates.get(0))) {
      throw new InvalidInputException(
          "train.last-rate",
          Double.toString(last),
          "a number from 0 to train.rates = " + rates.get(0));
    }
    if (warmUp < 0) {
      throw new InvalidInputException(
          "train.warm-up", Integer.toString(warmUp), "a number of steps, at least 0");
    }
  }

  /**
   * The schedule for stages of some lengths.
   *
   * @param steps of each stage
   */
  Schedule schedule(List<Integer> steps) {
    int due = kind.isByStage() ? steps.size() : 1;
    if (rates.size() != due) {
      throw new InvalidInputException(
          "train.rates",
          rates.toString(),
          kind.isByStage()
              ? "as many as train.steps has, %d, not %d".formatted(due, rates.size())
              : "one, not %d, with this train.schedule".formatted(rates.size()));
    }
    int total = steps.stream().mapToInt(Integer::intValue).sum();
    if (kind == Kind.COSINE && warmUp >= total) {
      throw new InvalidInputException(
          "train.warm-up",
          Integer.toString(warmUp),
          "less than the %d steps of all stages".formatted(total));
    }
    return switch (kind) {
      case FAITHFUL -> Schedule.faithful(steps, rates);
      case INTENDED -> new Schedule.ByStage(rates);
      case COSINE -> new Schedule.Cosine(rates.get(0), last, warmUp, total);
      case CONSTANT -> new Schedule.Constant(rates.get(0));
    };
  }
}
