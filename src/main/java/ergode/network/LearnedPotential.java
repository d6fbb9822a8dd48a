package ergode.network;

import ergode.expr.Expr;
import ergode.expr.GraphBuilder;
import ergode.mechanics.DoublePendulum;
import ergode.mechanics.Inversion;
import ergode.mechanics.MechanicalSystem;
import java.util.List;
import java.util.Optional;

/**
 * The double pendulum of equal masses and lengths with its kinetic energy known and its potential
 * learned, per unit of mass:
 *
 * <pre>
 *   L = v^T M(q) v + g l^k N(features(q)),   M = l^2 [[1, x/2], [x/2, 1/2]],   x = cos(q2 - q1)
 * </pre>
 *
 * <p>The exact potential is {@code -g l (2 cos q1 + cos q2)}. With {@code k = 1} the network is
 * right at every g and l once it is right at one. {@code k = 2}, as in the course material this
 * model comes from, needs {@code l N = 2 cos q1 + cos q2}: right at every g, but only at the l that
 * it was trained at. At {@code l = 1} both are the same.
 *
 * @param network one output
 * @param features what the network sees of the angles
 * @param lengthPower k, 1 or 2
 */
record LearnedPotential(Mlp network, Features features, int lengthPower)
    implements NeuralLagrangian {
  private static final MechanicalSystem SYSTEM = new DoublePendulum();

  @Override
  public Expr value(List<Expr> q, List<Expr> v) {
    Expr l = q.get(0).graph().parameter("l");
    Expr x = q.get(1).minus(q.get(0)).cos();
    Expr kinetic =
        v.get(0)
            .square()
            .plus(x.times(v.get(0).times(v.get(1))))
            .plus(v.get(1).square().times(0.5))
            .times(l.square());
    return kinetic.minus(energyOf(q));
  }

  @Override
  public Optional<Expr> potential(List<Expr> q) {
    return Optional.of(energyOf(q));
  }

  private Expr energyOf(List<Expr> q) {
    GraphBuilder graph = q.get(0).graph();
    Expr scale = graph.parameter("g").times(graph.parameter("l").pow(lengthPower));
    return network.apply(graph.concat(features.of(q))).times(scale).negate();
  }

  @Override
  public MechanicalSystem system() {
    return SYSTEM;
  }

  @Override
  public List<String> constants() {
    return List.of("g", "l");
  }

  /** The kinetic energy alone makes the mass matrix, and that is positive definite. */
  @Override
  public Inversion inversion() {
    return Inversion.SOLVE;
  }

  @Override
  public List<String> linearTensors() {
    return network.linearTensors();
  }

  /** Starts without a potential. */
  @Override
  public double[] initial(long seed) {
    return network.initial(seed, true);
  }
}
