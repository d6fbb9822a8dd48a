package ergode.train;

import org.jspecify.annotations.Nullable;

/**
 * What one step of training was.
 *
 * @param step number of the step, from 1
 * @param stage number of its stage, from 1
 * @param points save points that its loss is over
 * @param loss where the step starts; of least squares, whose step is all of it, where it ends
 * @param trajectoryLoss its part that compares trajectories; null if it has none
 * @param motionLoss its part that compares accelerations; null if it has none
 * @param gradientNorm before it is clipped
 * @param failed trajectories of the batch that could not be integrated to the end
 * @param skipped whether the step was not taken because the loss or its gradient is not finite
 * @param seconds that it took
 */
public record StepMetrics(
    int step,
    int stage,
    int points,
    double learningRate,
    double loss,
    @Nullable Double trajectoryLoss,
    @Nullable Double motionLoss,
    double gradientNorm,
    int failed,
    boolean skipped,
    double seconds) {}
