package ergode.train;

/** Training cannot go on; the message is one line that says what to do. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(int inARow, StepMetrics last) {
    super(
        ("the loss or its gradient was not finite in %d steps in a row, the last being step %d of"
                + " stage %d (loss %s, gradient norm %s, %d failed trajectories, learning rate %s):"
                + " train anew with lower train.rates, a lower train.clip or shorter"
                + " train.lengths to start with")
            .formatted(
                inARow,
                last.step(),
                last.stage(),
                last.loss(),
                last.gradientNorm(),
                last.failed(),
                last.learningRate()));
  }
}
