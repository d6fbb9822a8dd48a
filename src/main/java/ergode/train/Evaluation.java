package ergode.train;

/**
 * What an {@link Objective} is at some parameters.
 *
 * @param loss what is minimised
 * @param trajectoryLoss its part that compares trajectories
 * @param motionLoss its part that compares accelerations, the residual of the equation of motion
 * @param gradient of the loss, by parameter
 * @param failed trajectories of the batch that could not be integrated to the end
 */
public record Evaluation(
    double loss, double trajectoryLoss, double motionLoss, double[] gradient, int failed) {

  /** Euclidean norm of the gradient. */
  public double gradientNorm() {
    return Vectors.norm(gradient);
  }

  /** Whether a method can go on from here. */
  public boolean isFinite() {
    return Double.isFinite(loss) && Double.isFinite(gradientNorm());
  }
}
