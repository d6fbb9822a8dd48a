package ergode.network;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.mechanics.EulerLagrange;
import ergode.mechanics.Inversion;
import ergode.mechanics.Lagrangian;
import ergode.mechanics.MechanicalSystem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Lagrangian with a network in it, to be trained on a system's motion.
 *
 * <p>Kernels take its parameters in one order: the physical constants, then the tensors of {@link
 * #layout}.
 */
public interface NeuralLagrangian extends Lagrangian {

  /** The system that it stands for, with the names of coordinates and velocities. */
  MechanicalSystem system();

  Mlp network();

  /** Names of the physical constants: scalars that are given, not trained. */
  List<String> constants();

  /** How accelerations follow from the mass matrix. */
  Inversion inversion();

  /**
   * Parameters to start training from; a function of the seed alone.
   *
   * @return flat, as {@link #layout} says
   */
  double[] initial(long seed);

  /**
   * The potential energy in {@code L = T - V}, if the Lagrangian is of that form.
   *
   * @param q coordinates, scalars
   */
  Optional<Expr> potential(List<Expr> q);

  /**
   * Names of the tensors that the accelerations are linear in, the simplest first; none if the mass
   * matrix is learned.
   */
  List<String> linearTensors();

  /** What is trained. */
  default ParameterLayout layout() {
    return network().layout();
  }

  /** Names of all parameters, in the order of a kernel. */
  default List<String> parameterNames() {
    return Stream.concat(constants().stream(), layout().names().stream()).toList();
  }

  default EulerLagrange equationsOfMotion() {
    return EulerLagrange.of(this, system().coordinates(), system().velocities(), inversion());
  }

  /** The rates of coordinates and velocities, as functions of both. */
  default Graph rhs() {
    return equationsOfMotion().rhs(parameterNames());
  }

  /** The energy {@code v . dL/dv - L} as a function of coordinates and velocities. */
  default Graph energy() {
    return equationsOfMotion().energy(parameterNames());
  }

  /** The potential energy as a function of the coordinates, if there is one. */
  default Optional<Graph> potential() {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> q = system().coordinates().stream().map(graph::input).toList();
    return potential(q)
        .map(
            v ->
                new Graph(
                    q, parameterNames().stream().map(graph::parameterNamed).toList(), List.of(v)));
  }
}
