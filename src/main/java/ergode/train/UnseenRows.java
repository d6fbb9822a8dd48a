package ergode.train;

import ergode.data.Manifest;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The rows of a data set that a model has not been trained on, to be scored. All of them, unless
 * the data set has trajectories that a training of the model was about; then those that were held
 * out, by the hash of their {@code sim_id}.
 *
 * <p>A share that is asked for and is larger than what was held out has rows that were trained on;
 * the reason says so.
 *
 * <p>A model that was trained from another one has seen what that one had seen.
 *
 * @param holdOut which rows those are
 * @param reason in words: "held-out 20 % by hash of sim_id"
 */
public record UnseenRows(HoldOut holdOut, String reason) {
  private static final HoldOut ALL = new HoldOut(1);

  /**
   * The rows of one data set.
   *
   * @param trained what the trainings of the model have seen, at least one
   * @param asked the share that counts as held out, in place of that of the trainings
   */
  public static UnseenRows of(Manifest data, List<TrainedRows> trained, OptionalDouble asked) {
    OptionalDouble share =
        trained.stream()
            .filter(rows -> rows.mayBeIn(data))
            // what the smallest share holds out, all larger ones do
            .mapToDouble(TrainedRows::holdOut)
            .min();
    if (share.isEmpty()) {
      return new UnseenRows(
          ALL,
          "all, since the model was trained on another ensemble, other physics or the other side of"
              + " a filter");
    }
    double trainings = share.getAsDouble();
    HoldOut holdOut = new HoldOut(asked.orElse(trainings));
    String rows = percent(holdOut.share()) + " % by hash of sim_id";
    return new UnseenRows(
        holdOut,
        holdOut.share() > trainings
            ? "%s, some of them trained on: %s %% were held out".formatted(rows, percent(trainings))
            : "held-out " + rows);
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }

  /** Whether a row is one of them. */
  public boolean has(long simId) {
    return holdOut.holds(simId);
  }
}
