package ergode.train;

import java.io.IOException;

/** Told of every step of training. */
@FunctionalInterface
public interface TrainingListener {

  /**
   * A step was taken, or skipped.
   *
   * @param state after it
   * @throws IOException if what is made of it cannot be written; this ends the training
   */
  void step(StepMetrics metrics, TrainingState state) throws IOException;
}
