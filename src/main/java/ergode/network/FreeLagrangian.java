package ergode.network;

import ergode.expr.Expr;
import ergode.mechanics.Inversion;
import ergode.mechanics.MechanicalSystem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code L = N(features(q), v)}: a network without any physics in it (M. Cranmer et al.,
 * "Lagrangian neural networks", arXiv:2003.04630). Its mass matrix is the network's Hessian by the
 * velocities, which need not be regular, nor positive.
 *
 * @param network one output
 * @param features what the network sees of the coordinates
 */
record FreeLagrangian(MechanicalSystem system, Mlp network, Features features, Inversion inversion)
    implements NeuralLagrangian {

  @Override
  public Expr value(List<Expr> q, List<Expr> v) {
    List<Expr> inputs = Stream.concat(features.of(q).stream(), v.stream()).toList();
    return network.apply(q.get(0).graph().concat(inputs));
  }

  @Override
  public Optional<Expr> potential(List<Expr> q) {
    return Optional.empty();
  }

  @Override
  public List<String> constants() {
    return List.of();
  }

  @Override
  public List<String> linearTensors() {
    return List.of();
  }

  /** The last layer is drawn too: a network that is zero has no mass matrix. */
  @Override
  public double[] initial(long seed) {
    return network.initial(seed, false);
  }
}
