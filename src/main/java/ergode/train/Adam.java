package ergode.train;

import ergode.math.Pow;
import java.util.Map;
import java.util.function.Function;

/**
 * Adam: steps along the mean gradient, each parameter's in units of its own root mean square. Two
 * vectors of state; one evaluation and about ten operations per parameter and step.
 *
 * <p>With weight decay it is AdamW, which shrinks the parameters beside the step, not through the
 * gradient. A gradient longer than {@link AdamSettings#clip} is shortened first. The formulas are
 * those of optax: {@code chain(clip_by_global_norm(clip), adamw(rate, ...))}.
 *
 * <p>D. P. Kingma, J. Ba, "Adam: A method for stochastic optimization", ICLR 2015, algorithm 1,
 * arXiv:1412.6980. I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019,
 * arXiv:1711.05101. R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent
 * neural networks", ICML 2013, arXiv:1211.5063.
 */
public final class Adam implements Optimiser {
  private static final String MEAN = "adam.mean";
  private static final String SQUARE = "adam.square";
  private static final String COUNT = "adam.count";

  private final AdamSettings settings;
  private final double[] mean;
  private final double[] square;
  private int count;

  public Adam(AdamSettings settings, int parameters) {
    this.settings = settings;
    mean = new double[parameters];
    square = new double[parameters];
  }

  @Override
  public Evaluation step(
      double[] parameters, Function<double[], Evaluation> objective, double rate) {
    Evaluation start = objective.apply(parameters);
    if (start.isFinite()) {
      update(parameters, start, rate);
    }
    return start;
  }

  private void update(double[] parameters, Evaluation start, double rate) {
    double norm = start.gradientNorm();
    boolean clipped = !(norm < settings.clip());
    double beta1 = settings.beta1();
    double beta2 = settings.beta2();
    count++;
    // zero moments at the start would hold the first steps back
    double bias1 = 1.0 - Pow.pow(beta1, count);
    double bias2 = 1.0 - Pow.pow(beta2, count);
    for (int i = 0; i < parameters.length; i++) {
      double g = start.gradient()[i];
      if (clipped) {
        g = g / norm * settings.clip();
      }
      mean[i] = (1.0 - beta1) * g + beta1 * mean[i];
      square[i] = (1.0 - beta2) * (g * g) + beta2 * square[i];
      double step = mean[i] / bias1 / (Math.sqrt(square[i] / bias2) + settings.epsilon());
      parameters[i] -= rate * (step + settings.weightDecay() * parameters[i]);
    }
  }

  @Override
  public boolean isConverged() {
    return false;
  }

  @Override
  public Map<String, double[]> state() {
    return Map.of(MEAN, mean.clone(), SQUARE, square.clone(), COUNT, new double[] {count});
  }

  @Override
  public void restore(Map<String, double[]> state) {
    StateTensors tensors = new StateTensors(state);
    tensors.copy(MEAN, mean);
    tensors.copy(SQUARE, square);
    count = (int) tensors.get(COUNT, 1)[0];
  }
}
