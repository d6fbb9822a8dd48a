package ergode.mechanics;

import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The equations of motion of a Lagrangian: {@code M a = dL/dq - d2L/(dq dv) v} with the mass matrix
 * {@code M = d2L/dv2} (Goldstein, Classical Mechanics, 3rd ed., eq. 1.57 with the total time
 * derivative written out).
 */
public final class EulerLagrange {
  private final List<Expr> state;
  private final List<Expr> velocities;
  private final List<Expr> accelerations;
  private final Expr energy;

  private EulerLagrange(
      List<Expr> state, List<Expr> velocities, List<Expr> accelerations, Expr energy) {
    this.state = state;
    this.velocities = velocities;
    this.accelerations = accelerations;
    this.energy = energy;
  }

  /**
   * Derives the equations of motion.
   *
   * @param coordinates names of the coordinates q
   * @param velocityNames names of dq/dt, in the same order
   * @throws IllegalArgumentException if the counts differ, a name occurs twice, the Lagrangian is
   *     no scalar, or a coordinate has no kinetic energy
   */
  public static EulerLagrange of(
      Lagrangian lagrangian, List<String> coordinates, List<String> velocityNames) {
    return of(lagrangian, coordinates, velocityNames, Inversion.SOLVE);
  }

  /**
   * The same for a mass matrix that may be singular, as that of an arbitrary function is.
   *
   * @param inversion how accelerations follow from the mass matrix
   */
  public static EulerLagrange of(
      Lagrangian lagrangian,
      List<String> coordinates,
      List<String> velocityNames,
      Inversion inversion) {
    int n = coordinates.size();
    if (n == 0 || velocityNames.size() != n) {
      throw new IllegalArgumentException(
          "got " + velocityNames.size() + " velocities for " + n + " coordinates");
    }
    List<String> names = Stream.concat(coordinates.stream(), velocityNames.stream()).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "the coordinates "
              + coordinates
              + " and velocities "
              + velocityNames
              + " do not all have different names");
    }
    GraphBuilder graph = new GraphBuilder();
    List<Expr> q = coordinates.stream().map(graph::input).toList();
    List<Expr> v = velocityNames.stream().map(graph::input).toList();
    Expr l = lagrangian.value(q, v);
    if (l.size() != 1) {
      throw new IllegalArgumentException(
          "a Lagrangian of " + l.size() + " components, expected a scalar");
    }

    List<Expr> momentum = Derivatives.gradient(l, v);
    Expr mass = massMatrix(momentum, v, coordinates);

    // d2L/(dq dv) v: how the momenta change because the coordinates move
    Map<Expr, Expr> alongMotion = new HashMap<>();
    for (int i = 0; i < n; i++) {
      alongMotion.put(q.get(i), v.get(i));
    }
    List<Expr> drift = Derivatives.jvp(momentum, alongMotion);
    List<Expr> gradient = Derivatives.gradient(l, q);
    List<Expr> force = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      force.add(gradient.get(i).minus(drift.get(i)));
    }
    Expr acceleration = inversion.apply(mass, graph.concat(force));

    // v . dL/dv - L
    Expr energy = l.negate();
    for (int i = 0; i < n; i++) {
      energy = energy.plus(v.get(i).times(momentum.get(i)));
    }
    List<Expr> accelerations = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      accelerations.add(acceleration.at(i));
    }
    return new EulerLagrange(
        Stream.concat(q.stream(), v.stream()).toList(), v, accelerations, energy);
  }

  /** {@code d2L/dv2}, row-major; one triangle is computed and mirrored. */
  private static Expr massMatrix(List<Expr> momentum, List<Expr> v, List<String> coordinates) {
    int n = v.size();
    GraphBuilder graph = v.get(0).graph();
    Expr[] elements = new Expr[n * n];
    for (int j = 0; j < n; j++) {
      List<Expr> column = Derivatives.jvp(momentum, Map.of(v.get(j), graph.constant(1)));
      for (int i = 0; i <= j; i++) {
        elements[i * n + j] = column.get(i);
        elements[j * n + i] = column.get(i);
      }
      if (column.stream().allMatch(e -> e == graph.constant(0))) {
        throw new IllegalArgumentException(
            "the Lagrangian has no kinetic energy in the coordinate " + coordinates.get(j));
      }
    }
    return graph.concat(List.of(elements));
  }

  /** The accelerations d2q/dt2, scalars. */
  public List<Expr> accelerations() {
    return accelerations;
  }

  /** The energy function {@code v . dL/dv - L}, conserved when L does not depend on time. */
  public Expr energy() {
    return energy;
  }

  /** The state (q, v). */
  public List<Expr> state() {
    return state;
  }

  /**
   * The first-order system {@code d(q, v)/dt = (v, a)}.
   *
   * @param parameters names of the parameters, scalars and tensors, in the order in which a kernel
   *     takes them; one that the Lagrangian does not have is taken for a scalar
   */
  public Graph rhs(List<String> parameters) {
    List<Expr> outputs = Stream.concat(velocities.stream(), accelerations.stream()).toList();
    return new Graph(state, leaves(parameters), outputs);
  }

  /** The energy as a function of the state; parameters as for {@link #rhs}. */
  public Graph energy(List<String> parameters) {
    return new Graph(state, leaves(parameters), List.of(energy));
  }

  private List<Expr> leaves(List<String> parameters) {
    return parameters.stream().map(energy.graph()::parameterNamed).toList();
  }
}
