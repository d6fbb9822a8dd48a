package ergode.train;

import ergode.data.InvalidInputException;
import ergode.data.SystemConfig;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.Leaf;
import ergode.mechanics.MechanicalSystem;
import ergode.network.NeuralLagrangian;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model and the truth it is to learn, with the values of what is not trained.
 *
 * @param model right-hand side of the model, state (q, v) to (v, a)
 * @param truth right-hand side of the true system
 * @param constants values of the parameters that are not trained, by name; those of one name in
 *     model and truth are one parameter
 */
public record LearningProblem(Graph model, Graph truth, Map<String, Double> constants) {

  /** The one length of a {@link NeuralLagrangian} for equal pendulums. */
  private static final String LENGTH = "l";

  public LearningProblem {
    constants = new LinkedHashMap<>(constants);
    for (Expr parameter : truth.parameters()) {
      if (!constants.containsKey(name(parameter))) {
        throw new IllegalArgumentException("no value for the parameter " + name(parameter));
      }
    }
  }

  /**
   * A model of a system with given masses, lengths and gravity.
   *
   * @throws InvalidInputException if the model stands for another system, or cannot stand for one
   *     of unequal masses or lengths
   */
  public static LearningProblem of(NeuralLagrangian model, SystemConfig system) {
    requireFits(model, system);
    MechanicalSystem truth = system.system();
    Map<String, Double> constants = new LinkedHashMap<>();
    for (String name : model.constants()) {
      constants.put(name, system.values().getOrDefault(name, Double.NaN));
    }
    if (constants.containsKey(LENGTH)) {
      constants.put(LENGTH, system.values().getOrDefault("l1", Double.NaN));
    }
    constants.putAll(system.values());
    return new LearningProblem(
        model.rhs(), truth.equationsOfMotion().rhs(truth.parameterNames()), constants);
  }

  /**
   * Refuses a model that cannot stand for a system.
   *
   * @throws InvalidInputException if it stands for another system, or cannot stand for one of
   *     unequal masses or lengths
   */
  public static void requireFits(NeuralLagrangian model, SystemConfig system) {
    String truth = system.system().name();
    if (!model.system().name().equals(truth)) {
      throw new InvalidInputException(
          "model.system", model.system().name(), truth + ", the system of the data set");
    }
    if (model.constants().contains(LENGTH)) {
      requireEqual(system, "l1", "l2");
      requireEqual(system, "m1", "m2");
    }
  }

  private static void requireEqual(SystemConfig system, String first, String second) {
    Double a = system.values().get(first);
    Double b = system.values().get(second);
    if (!Objects.equals(a, b)) {
      throw new InvalidInputException(
          "system." + second,
          String.valueOf(b),
          ("%s, as system.%s is: a learned potential is of equal masses and lengths,"
                  + " model.form = free of any")
              .formatted(a, first));
    }
  }

  private static String name(Expr parameter) {
    return leaf(parameter).name();
  }

  private static Leaf.Parameter leaf(Expr parameter) {
    return (Leaf.Parameter) parameter.op();
  }

  /** Number of components of the state. */
  int dimension() {
    return Graph.components(model.outputs());
  }

  /** The trained tensors, in the order of the flat vector. */
  List<Leaf.Parameter> trained() {
    List<Leaf.Parameter> leaves = new ArrayList<>();
    for (Expr parameter : model.parameters()) {
      if (!constants.containsKey(name(parameter))) {
        leaves.add(leaf(parameter));
      }
    }
    return leaves;
  }

  /** Names of the trained tensors. */
  List<String> trainedNames() {
    return trained().stream().map(Leaf.Parameter::name).toList();
  }

  /** Number of trained numbers. */
  public int trainedCount() {
    return trained().stream().mapToInt(Leaf.Parameter::size).sum();
  }

  /** All parameters of model and truth together: the constants, then the trained tensors. */
  List<Leaf.Parameter> all() {
    List<Leaf.Parameter> leaves = new ArrayList<>();
    constants.keySet().forEach(name -> leaves.add(new Leaf.Parameter(name, 1)));
    leaves.addAll(trained());
    return leaves;
  }

  /** The values of {@link #all}, with room for the trained ones at the end. */
  public double[] values() {
    double[] values = new double[constants.size() + trainedCount()];
    int i = 0;
    for (double constant : constants.values()) {
      values[i++] = constant;
    }
    return values;
  }

  /** The values of {@link #all} with these trained ones. */
  public double[] values(double[] trained) {
    double[] values = values();
    if (trained.length != trainedCount()) {
      throw new IllegalArgumentException(
          "got " + trained.length + " parameters to be trained, expected " + trainedCount());
    }
    System.arraycopy(trained, 0, values, constants.size(), trained.length);
    return values;
  }

  /** Of the values of {@link #all}, those that the model takes, in its order. */
  public double[] modelValues(double[] all) {
    return valuesFor(model, all);
  }

  /** The values that the truth takes, in its order. */
  public double[] truthValues() {
    return valuesFor(truth, values());
  }

  private double[] valuesFor(Graph graph, double[] all) {
    double[] values = new double[Graph.components(graph.parameters())];
    int to = 0;
    for (Expr parameter : graph.parameters()) {
      int from = offset(name(parameter));
      System.arraycopy(all, from, values, to, parameter.size());
      to += parameter.size();
    }
    return values;
  }

  private int offset(String name) {
    int offset = 0;
    for (Leaf.Parameter leaf : all()) {
      if (leaf.name().equals(name)) {
        return offset;
      }
      offset += leaf.size();
    }
    throw new IllegalArgumentException("no parameter " + name);
  }
}
