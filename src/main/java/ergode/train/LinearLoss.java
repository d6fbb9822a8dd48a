package ergode.train;

import java.util.function.Function;

/** A loss that is quadratic in some of the parameters. */
interface LinearLoss extends Function<double[], Evaluation> {

  /**
   * Where the loss is lowest if only those parameters change.
   *
   * @param parameters left unchanged
   */
  double[] minimum(double[] parameters);
}
