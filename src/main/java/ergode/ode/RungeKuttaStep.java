package ergode.ode;

import ergode.backend.Kernel;
import java.util.Arrays;

/**
 * One step of a tableau over a block of lanes: the only Runge-Kutta loop there is. Every sum over
 * stages runs from the first stage to the last with one fused multiply-add per term; zero
 * coefficients are skipped.
 */
final class RungeKuttaStep {
  private final Tableau method;
  private final Kernel rhs;
  private final boolean timeDependent;
  private final double[] parameters;
  private final StepControl control;
  private final double[][] argument;
  private final double[] sum;

  RungeKuttaStep(
      Tableau method,
      Kernel rhs,
      boolean timeDependent,
      double[] parameters,
      StepControl control,
      int capacity) {
    this.method = method;
    this.rhs = rhs;
    this.timeDependent = timeDependent;
    this.parameters = parameters;
    this.control = control;
    this.argument = new double[rhs.inputRows()][capacity];
    this.sum = new double[capacity];
  }

  /** Number of stages that {@link Lanes#k} must have room for. */
  static int storedStages(Tableau method) {
    return method.stages() + 1 + method.interpolant().extraStages().length;
  }

  /** Evaluates {@code f(t, y)} into the first stage. */
  void start(Lanes lanes, int active) {
    for (int i = 0; i < lanes.dimension; i++) {
      System.arraycopy(lanes.y[i], 0, argument[i], 0, active);
    }
    if (timeDependent) {
      System.arraycopy(lanes.t, 0, argument[lanes.dimension], 0, active);
    }
    rhs.run(argument, parameters, lanes.k[0], active);
  }

  /**
   * Takes a step of size {@code h} in lanes 0 to {@code active - 1}: sets {@code yNext}, all stages
   * and {@code errorSquared}.
   */
  void attempt(Lanes lanes, int active) {
    int s = method.stages();
    for (int stage = 1; stage < s; stage++) {
      evaluate(lanes, active, method.a()[stage], method.c()[stage], stage);
    }
    for (int i = 0; i < lanes.dimension; i++) {
      combine(lanes, i, method.b(), active);
      double[] y = lanes.y[i];
      double[] next = lanes.yNext[i];
      for (int lane = 0; lane < active; lane++) {
        next[lane] = Math.fma(lanes.h[lane], sum[lane], y[lane]);
        argument[i][lane] = next[lane];
      }
    }
    if (timeDependent) {
      System.arraycopy(lanes.tNext, 0, argument[lanes.dimension], 0, active);
    }
    rhs.run(argument, parameters, lanes.k[s], active);
    if (control instanceof StepControl.Pid pid) {
      errorNorm(lanes, active, method.error(), pid.tolerances());
    }
  }

  /** Evaluates the stages that only the interpolant needs. */
  void extraStages(Lanes lanes, int active) {
    Interpolant interpolant = method.interpolant();
    for (int i = 0; i < interpolant.extraStages().length; i++) {
      evaluate(
          lanes,
          active,
          interpolant.extraStages()[i],
          interpolant.extraNodes()[i],
          method.stages() + 1 + i);
    }
  }

  private void evaluate(Lanes lanes, int active, double[] coefficients, double node, int stage) {
    for (int i = 0; i < lanes.dimension; i++) {
      combine(lanes, i, coefficients, active);
      double[] y = lanes.y[i];
      for (int lane = 0; lane < active; lane++) {
        argument[i][lane] = Math.fma(lanes.h[lane], sum[lane], y[lane]);
      }
    }
    if (timeDependent) {
      for (int lane = 0; lane < active; lane++) {
        argument[lanes.dimension][lane] = Math.fma(node, lanes.h[lane], lanes.t[lane]);
      }
    }
    rhs.run(argument, parameters, lanes.k[stage], active);
  }

  /** {@code sum = sum_j coefficients[j] k_j[component]}. */
  private void combine(Lanes lanes, int component, double[] coefficients, int active) {
    boolean first = true;
    for (int j = 0; j < coefficients.length; j++) {
      double weight = coefficients[j];
      if (weight == 0) {
        continue;
      }
      double[] k = lanes.k[j][component];
      for (int lane = 0; lane < active; lane++) {
        sum[lane] = first ? weight * k[lane] : Math.fma(weight, k[lane], sum[lane]);
      }
      first = false;
    }
    if (first) {
      Arrays.fill(sum, 0, active, 0.0);
    }
  }

  private void errorNorm(Lanes lanes, int active, double[][] weights, Tolerances tolerances) {
    double[] main = squaredNorm(lanes, active, weights[0], tolerances);
    double[] low = weights.length > 1 ? squaredNorm(lanes, active, weights[1], tolerances) : null;
    for (int lane = 0; lane < active; lane++) {
      lanes.errorSquared[lane] = low == null ? main[lane] : hairer(main[lane], low[lane]);
    }
  }

  /** The square of {@code |e|^2 / sqrt(|e|^2 + 0.01 |e'|^2)}; 0 where both vanish. */
  private static double hairer(double main, double low) {
    double denominator = main + 0.01 * low;
    return denominator == 0 ? 0 : main * (main / denominator);
  }

  /** Mean over components of {@code (h sum_j e_j k_j / (atol + rtol max(|y0|, |y1|)))^2}. */
  private double[] squaredNorm(Lanes lanes, int active, double[] weights, Tolerances tolerances) {
    double[] norm = new double[active];
    for (int i = 0; i < lanes.dimension; i++) {
      combine(lanes, i, weights, active);
      for (int lane = 0; lane < active; lane++) {
        double size = Math.max(Math.abs(lanes.y[i][lane]), Math.abs(lanes.yNext[i][lane]));
        double scale = Math.fma(tolerances.rtol(), size, tolerances.atol());
        double scaled = lanes.h[lane] * sum[lane] / scale;
        norm[lane] = Math.fma(scaled, scaled, norm[lane]);
      }
    }
    for (int lane = 0; lane < active; lane++) {
      norm[lane] /= lanes.dimension;
    }
    return norm;
  }
}
