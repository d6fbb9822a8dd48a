package ergode.train;

import ergode.data.InvalidInputException;

/**
 * The numbers of {@link Adam}; the defaults are optax's.
 *
 * @param beta1 decay of the mean gradient, in [0, 1)
 * @param beta2 decay of the mean squared gradient, in [0, 1)
 * @param epsilon added to the root of the latter, positive
 * @param weightDecay share of the parameters that a step of rate 1 takes away
 * @param clip longest gradient, in the Euclidean norm; longer ones are shortened to it
 */
public record AdamSettings(
    double beta1, double beta2, double epsilon, double weightDecay, double clip) {
  public static final AdamSettings DEFAULT = new AdamSettings(0.9, 0.999, 1e-8, 1e-4, 1e30);

  public AdamSettings {
    requireDecay("train.beta1", beta1);
    requireDecay("train.beta2", beta2);
    requirePositive("train.epsilon", epsilon);
    requirePositive("train.clip", clip);
    if (!(weightDecay >= 0 && Double.isFinite(weightDecay))) {
      throw invalid("train.weight-decay", weightDecay, "a finite number of at least 0");
    }
  }

  AdamSettings withWeightDecay(double other) {
    return new AdamSettings(beta1, beta2, epsilon, other, clip);
  }

  private static void requireDecay(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw invalid(key, value, "a number from 0 to 1, without 1");
    }
  }

  private static void requirePositive(String key, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw invalid(key, value, "a positive finite number");
    }
  }

  private static InvalidInputException invalid(String key, double value, String accepted) {
    return new InvalidInputException(key, Double.toString(value), accepted);
  }
}
