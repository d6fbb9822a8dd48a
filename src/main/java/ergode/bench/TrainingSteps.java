package ergode.bench;

import ergode.train.Adam;
import ergode.train.Batches;
import ergode.train.TrajectoryObjective;

/** Steps of Adam through the solver, at the first rate of a recipe, one after the other. */
final class TrainingSteps implements AutoCloseable {

  /** So many steps over so many points come first: the untrained model has no force at all. */
  private static final int FIRST_STEPS = 15;

  private static final int FIRST_POINTS = 200;

  private final TrajectoryObjective objective;
  private final Batches batches;
  private final double rate;
  private final double[] parameters;
  private final Adam adam;
  private int step;

  /**
   * Takes the first steps.
   *
   * @param objective is closed with this
   * @param parameters to start from; they are changed
   */
  TrainingSteps(
      TrajectoryObjective objective, Batches batches, Adam adam, double rate, double[] parameters) {
    this.objective = objective;
    this.batches = batches;
    this.adam = adam;
    this.rate = rate;
    this.parameters = parameters;
    for (int i = 0; i < FIRST_STEPS; i++) {
      step(FIRST_POINTS);
    }
  }

  /** The next step, over the first save points of each trajectory. */
  void step(int points) {
    int[] batch = batches.at(step++);
    adam.step(parameters, p -> objective.evaluate(p, batch, points), rate);
  }

  /** Loss and gradient of the next batches, without steps: the parameters stay. */
  void evaluate(long count, int points) {
    for (int i = 0; i < count; i++) {
      objective.evaluate(parameters, batches.at(step + i), points);
    }
  }

  @Override
  public void close() {
    objective.close();
  }
}
