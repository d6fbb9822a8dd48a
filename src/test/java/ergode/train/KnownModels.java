package ergode.train;

import ergode.mechanics.Inversion;
import ergode.network.Activation;
import ergode.network.Architecture;
import ergode.network.Features;
import ergode.network.Form;
import ergode.network.Model;
import ergode.network.NeuralLagrangian;
import java.util.Map;

/** Models of the double pendulum whose potential is known in closed form. */
public final class KnownModels {
  private KnownModels() {}

  /** A multiple of the exact potential at lengths of 1 m: the skip alone holds it. */
  public static Model pendulum(Form form, double factor) {
    Architecture architecture =
        new Architecture(
            "double-pendulum",
            form,
            Features.FOURIER,
            8,
            1,
            Activation.TANH,
            false,
            true,
            Inversion.SOLVE);
    NeuralLagrangian lagrangian = architecture.lagrangian();
    double[] parameters = new double[lagrangian.layout().size()];
    int skip = lagrangian.layout().offset("mlp.skip");
    parameters[skip] = 2 * factor;
    parameters[skip + 2] = factor;
    return new Model(architecture, Map.of("g", 9.8, "l", 1.0), parameters);
  }
}
