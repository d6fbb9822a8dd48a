package ergode.train;

import ergode.train.ForecastErrors.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What a field is worth on some trajectories; each number is a distribution over all of them. A
 * forecast that did not arrive has infinite mean squares and drifts; its valid time is what it is.
 *
 * @param truth its forecasts against the solution of the true equations at {@link
 *     ModelScoring#TOLERANCE}
 * @param recorded its forecasts against the recorded trajectories, if there are any
 * @param motionAtReference mean square of d/dt of the state, the field's minus the true one, over
 *     all components, at the recorded states, or else the true ones
 * @param motionAtForecast the same at the states that the field itself leads to
 * @param energyDrift largest change of the true energy along a forecast, in units of the energy
 *     scale
 * @param ownDrift largest change of the energy as the field has it, in the same units; none for a
 *     free Lagrangian, which has no unit: any multiple of it has the same motion
 * @param failed forecasts that did not arrive
 */
public record FieldScores(
    Errors truth,
    @Nullable Errors recorded,
    Summary motionAtReference,
    Summary motionAtForecast,
    Summary energyDrift,
    @Nullable Summary ownDrift,
    int failed) {

  /**
   * Errors of forecasts.
   *
   * @param meanSquare over save points and all components
   * @param validTime until an angle is off by more than {@link ForecastErrors#BOUND}, s
   */
  public record Errors(Summary meanSquare, Summary validTime) {
    static Errors of(ForecastErrors errors) {
      return new Errors(errors.meanSquares(), errors.validTimes());
    }
  }
}
