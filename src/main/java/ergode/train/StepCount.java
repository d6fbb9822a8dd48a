package ergode.train;

/**
 * Where in a recipe a step is; all count from 0.
 *
 * @param total steps before it
 * @param stage number of its stage
 * @param sinceReset steps since the optimiser's state was last made anew
 */
public record StepCount(int total, int stage, int sinceReset) {}
