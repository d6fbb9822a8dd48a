package ergode.train;

/** The methods of descent, as {@code train.optimiser} names them. */
public enum Method {
  /** {@link Adam} without weight decay. */
  ADAM,
  /** {@link Adam} with weight decay. */
  ADAMW,
  /** {@link Lbfgs} on all trajectories at once, because it takes the loss for one function. */
  LBFGS,
  /** {@link LeastSquares}, for pre-training alone. */
  LEAST_SQUARES;

  Optimiser create(AdamSettings adam, int parameters) {
    return switch (this) {
      case ADAM -> new Adam(adam.withWeightDecay(0.0), parameters);
      case ADAMW -> new Adam(adam, parameters);
      case LBFGS -> new Lbfgs(parameters);
      case LEAST_SQUARES -> new LeastSquares();
    };
  }

  /** Whether the loss must be the same function throughout. */
  boolean needsFixedLoss() {
    return this == LBFGS || this == LEAST_SQUARES;
  }
}
