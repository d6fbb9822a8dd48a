package ergode.train;

import ergode.math.Trig;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The learning rate of each step. */
public sealed interface Schedule {

  double rate(StepCount step);

  /** The same rate throughout. */
  record Constant(double rate) implements Schedule {
    @Override
    public double rate(StepCount step) {
      return rate;
    }
  }

  /**
   * A rate for each stage.
   *
   * @param rates [stage]
   */
  record ByStage(List<Double> rates) implements Schedule {
    public ByStage {
      rates = List.copyOf(rates);
    }

    @Override
    public double rate(StepCount step) {
      return rates.get(step.stage());
    }
  }

  /**
   * What optax calls {@code piecewise_constant_schedule}: from each boundary on, the rate so far
   * times a factor.
   *
   * @param initial rate before the first boundary
   * @param scales factor by boundary, which counts steps since the optimiser's state was made anew
   */
  record Piecewise(double initial, SortedMap<Integer, Double> scales) implements Schedule {
    public Piecewise {
      scales = new TreeMap<>(scales);
    }

    @Override
    public double rate(StepCount step) {
      double rate = initial;
      for (Map.Entry<Integer, Double> entry : scales.entrySet()) {
        if (step.sinceReset() >= entry.getKey()) {
          rate = entry.getValue() * rate;
        }
      }
      return rate;
    }
  }

  /**
   * A linear rise, then half a period of a cosine: optax's {@code warmup_cosine_decay_schedule}
   * from 0. I. Loshchilov, F. Hutter, "SGDR: Stochastic gradient descent with warm restarts", ICLR
   * 2017, arXiv:1608.03983, equation 5.
   *
   * @param peak rate after the rise
   * @param last rate at the end
   * @param warmUp steps of the rise
   * @param steps in all
   */
  record Cosine(double peak, double last, int warmUp, int steps) implements Schedule {
    @Override
    public double rate(StepCount step) {
      if (step.total() < warmUp) {
        return peak * step.total() / warmUp;
      }
      int fall = steps - warmUp;
      double done = (double) Math.min(step.total() - warmUp, fall) / fall;
      return last + (peak - last) * 0.5 * (1.0 + Trig.cos(Math.PI * done));
    }
  }

  /**
   * The schedule that optax executes for the call {@code piecewise_constant_schedule(rates[0],
   * dict(zip(steps[:-1], rates[1:])))}. It looks like {@link ByStage}, but the rates are taken for
   * factors and the lengths of the stages for boundaries: 300, 500 and 500 steps at 5e-3, 2.5e-3
   * and 1e-3 become 5e-3, from step 300 on 1.25e-5 and from step 500 on 1.25e-8. A reset of the
   * optimiser begins all over again; the course's call makes none.
   *
   * @param steps of each stage
   * @param rates of each stage
   */
  static Schedule faithful(List<Integer> steps, List<Double> rates) {
    SortedMap<Integer, Double> scales = new TreeMap<>();
    for (int stage = 1; stage < rates.size(); stage++) {
      // of two stages of one length the later counts, as in a Python dictionary
      scales.put(steps.get(stage - 1), rates.get(stage));
    }
    return new Piecewise(rates.get(0), scales);
  }
}
