package ergode.train;

import ergode.backend.Backend;
import ergode.data.SystemConfig;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.expr.Substitution;
import ergode.mechanics.MechanicalSystem;
import ergode.network.Model;
import ergode.network.TorusGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A learned potential energy and the true one over all angles, J per kilogram of one bob. A
 * constant has no effect on the motion: the true potential's least value is 0, and the learned one
 * has the same mean.
 *
 * @param learned [cell of the first angle][cell of the second]
 * @param truth likewise
 */
public record PotentialMap(double[][] learned, double[][] truth) {

  /** The map of a model that has a potential, of two angles. */
  public static Optional<PotentialMap> of(
      Backend backend, Model model, SystemConfig system, TorusGrid grid) {
    Optional<Graph> potential = model.lagrangian().potential();
    if (potential.isEmpty() || system.system().coordinates().size() != 2) {
      return Optional.empty();
    }
    Map<String, Double> constants = new TreeMap<>(system.values());
    constants.put("l", system.values().getOrDefault("l1", 1.0));
    double[][] learned = grid.values(potential.get(), model.kernelParameters(constants), backend);
    double[][] truth = grid.values(potential(system.system()), system.parameters(), backend);
    double mass = system.values().getOrDefault("m1", 1.0);
    double lowest = Double.POSITIVE_INFINITY;
    double difference = 0;
    for (int i = 0; i < truth.length; i++) {
      for (int j = 0; j < truth.length; j++) {
        truth[i][j] /= mass;
        lowest = Math.min(lowest, truth[i][j]);
        difference += learned[i][j] - truth[i][j];
      }
    }
    double mean = difference / ((double) truth.length * truth.length);
    shift(learned, mean + lowest);
    shift(truth, lowest);
    return Optional.of(new PotentialMap(learned, truth));
  }

  /** The energy at rest. */
  private static Graph potential(MechanicalSystem system) {
    Graph energy = system.equationsOfMotion().energy(system.parameterNames());
    GraphBuilder graph = new GraphBuilder();
    List<Expr> q = system.coordinates().stream().map(graph::input).toList();
    List<Expr> state = new ArrayList<>(q);
    system.velocities().forEach(v -> state.add(graph.constant(0)));
    return new Graph(
        q,
        system.parameterNames().stream().map(graph::parameter).toList(),
        Substitution.apply(energy, graph, state));
  }

  private static void shift(double[][] values, double by) {
    for (double[] row : values) {
      for (int j = 0; j < row.length; j++) {
        row[j] -= by;
      }
    }
  }

  /** Largest difference between the two, J per kilogram. */
  public double largestError() {
    double largest = 0;
    for (int i = 0; i < truth.length; i++) {
      for (int j = 0; j < truth.length; j++) {
        largest = Math.max(largest, Math.abs(learned[i][j] - truth[i][j]));
      }
    }
    return largest;
  }
}
