package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Backend;
import ergode.backend.Backends;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.ode.InitialValueProblem;
import ergode.ode.Methods;
import ergode.ode.Outcome;
import ergode.ode.SaveAt;
import ergode.ode.SolverSettings;
import ergode.ode.StepControl;
import ergode.ode.Tolerances;
import ergode.ode.VectorField;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Backend SIMD = Backends.select(Backends.Choice.SIMD).backend();
  private static final SolverSettings SETTINGS =
      new SolverSettings(
          Methods.byName("tsit5").orElseThrow(),
          StepControl.Pid.integral(new Tolerances(1e-10, 1e-10)),
          0.1,
          10_000);

  @Test
  void aForecastOfAHarmonicOscillatorIsItsClosedForm() {
    GraphBuilder graph = new GraphBuilder();
    Expr q = graph.input("q");
    Expr v = graph.input("v");
    Graph field = new Graph(List.of(q, v), List.of(), List.of(v, q.negate()));
    SaveAt saveAt = new SaveAt(0, 6, 61);
    double[][][] exact = new double[70][2][61];
    for (int i = 0; i < 70; i++) {
      for (int k = 0; k < 61; k++) {
        exact[i][0][k] = i * Math.cos(saveAt.time(k));
        exact[i][1][k] = -i * Math.sin(saveAt.time(k));
      }
    }
    TrajectoryData data = new TrajectoryData(saveAt, LongStream.range(0, 70).toArray(), exact);
    for (int threads = 1; threads <= 2; threads++) {
      Forecast forecast =
          Forecast.of(
              SIMD,
              new InitialValueProblem(VectorField.autonomous(field), new double[0], null),
              SETTINGS,
              data,
              threads);
      assertThat(forecast.outcomes()).containsOnly(Outcome.OK);
      ForecastErrors errors = ForecastErrors.of(forecast.states(), data);
      assertThat(errors.meanSquares().max()).isLessThan(1e-13);
      assertThat(errors.validTimes().median()).isEqualTo(6);
    }
  }

  @Test
  void aForecastIsValidUntilAnAngleIsOffByMoreThanTheBound() {
    SaveAt saveAt = new SaveAt(0, 4, 5);
    double[][][] recorded = new double[3][4][5];
    double[][][] forecast = new double[3][4][5];
    forecast[0][1] = new double[] {0, 0.1, -0.2, 0, 0};
    forecast[1][2] = new double[] {0, 9, 9, 9, 9};
    forecast[2][0] = new double[] {0, 0, 0, Double.NaN, Double.NaN};

    ForecastErrors errors =
        ForecastErrors.of(forecast, new TrajectoryData(saveAt, new long[3], recorded));

    assertThat(errors.validTime()).containsExactly(2, 4, 3);
    assertThat(errors.meanSquare()[0]).isCloseTo(0.05 / 20, within(1e-17));
    assertThat(errors.meanSquare()[1]).isEqualTo(4 * 81 / 20.0);
    assertThat(errors.meanSquare()[2]).isInfinite();
  }

  @Test
  void quantilesAreThoseOfNumPy() {
    // numpy.quantile([1, 2, 4, 8], [0.5, 0.9])
    ForecastErrors.Summary summary = ForecastErrors.Summary.of(new double[] {8, 1, 4, 2});
    assertThat(summary.median()).isEqualTo(3);
    assertThat(summary.p90()).isCloseTo(6.8, within(1e-14));
    assertThat(summary.mean()).isEqualTo(3.75);
    assertThat(summary.max()).isEqualTo(8);
    assertThat(ForecastErrors.Summary.of(new double[] {5}).p90()).isEqualTo(5);
  }
}
