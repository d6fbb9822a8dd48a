package ergode.data.validation;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.data.SystemConfig;
import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.mechanics.EulerLagrange;
import ergode.mechanics.MechanicalSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * The energy of a system and its gradient at given states, from the expression the equations of
 * motion were derived from. One object serves one thread.
 */
final class SavedEnergy {
  /** States side by side: a kernel holds one value per node and lane. */
  private static final int LANES = 256;

  private final Kernel kernel;
  private final double[] parameters;
  private final double[][] inputs;
  private final double[][] outputs;

  SavedEnergy(Backend backend, SystemConfig system) {
    MechanicalSystem mechanics = system.system();
    EulerLagrange motion = mechanics.equationsOfMotion();
    List<Expr> values = new ArrayList<>(List.of(motion.energy()));
    values.addAll(Derivatives.gradient(motion.energy(), motion.state()));
    List<Expr> names =
        mechanics.parameterNames().stream().map(motion.energy().graph()::parameter).toList();
    this.kernel = backend.compile(new Graph(motion.state(), names, values));
    this.parameters = system.parameters();
    this.inputs = new double[motion.state().size()][LANES];
    this.outputs = new double[values.size()][LANES];
  }

  /** Takes the energy of one state. */
  @FunctionalInterface
  interface Sink {

    /**
     * One state's energy.
     *
     * @param state [component], reused
     * @param energy J
     * @param gradient dE/d(component), reused
     */
    void accept(int point, double[] state, double energy, double[] gradient);
  }

  /**
   * Evaluates states in their order.
   *
   * @param states [component][point]
   */
  void forEach(double[][] states, int points, Sink sink) {
    int components = inputs.length;
    double[] state = new double[components];
    double[] gradient = new double[components];
    for (int from = 0; from < points; from += LANES) {
      int lanes = Math.min(LANES, points - from);
      for (int i = 0; i < components; i++) {
        System.arraycopy(states[i], from, inputs[i], 0, lanes);
      }
      kernel.run(inputs, parameters, outputs, lanes);
      for (int lane = 0; lane < lanes; lane++) {
        for (int i = 0; i < components; i++) {
          state[i] = inputs[i][lane];
          gradient[i] = outputs[1 + i][lane];
        }
        sink.accept(from + lane, state, outputs[0][lane], gradient);
      }
    }
  }
}
