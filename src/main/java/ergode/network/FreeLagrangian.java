package ergode.network;

import ergode.expr.Expr;
import ergode.mechanics.Inversion;
import ergode.mechanics.MechanicalSystem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code L = v . v / 2 + N(features(q), v)}: a network without any physics in it (M. Cranmer et
 * al., "Lagrangian neural networks", arXiv:2003.04630).
 *
 * <p>The mass matrix is {@code 1 + d2N/dv2}, which need not be regular, nor positive. The form
 * excludes no Lagrangian, since N is any function; but with the last layer zero it starts as a free
 * particle of unit mass. Cranmer et al. have {@code L = N}, whose Hessian at random weights is
 * nearly singular at some states. A constant on the diagonal is what M. Lutter, C. Ritter, J.
 * Peters, "Deep Lagrangian networks", arXiv:1907.04490, give a learned mass matrix, too.
 *
 * @param network one output
 * @param features what the network sees of the coordinates
 */
record FreeLagrangian(MechanicalSystem system, Mlp network, Features features, Inversion inversion)
    implements NeuralLagrangian {

  @Override
  public Expr value(List<Expr> q, List<Expr> v) {
    List<Expr> inputs = Stream.concat(features.of(q).stream(), v.stream()).toList();
    Expr start = q.get(0).graph().constant(0);
    for (Expr velocity : v) {
      start = start.plus(velocity.square().times(0.5));
    }
    return start.plus(network.apply(q.get(0).graph().concat(inputs)));
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

  /** Starts as a free particle of unit mass. */
  @Override
  public double[] initial(long seed) {
    return network.initial(seed, true);
  }
}
