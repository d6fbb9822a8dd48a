package ergode.expr;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A closed expression, ready for a backend: per-lane inputs and shared parameters in, per-lane
 * outputs and totals over lanes out.
 *
 * @param inputs per-lane input leaves, in the order in which a kernel takes their components
 * @param parameters shared leaves, in the order in which a kernel takes their elements
 * @param outputs values per lane; a shared value is repeated in each
 * @param totals sums over lanes: each a {@link Linear.LaneSum}, a {@link Linear.OuterLaneSum}, a
 *     sum of such ones, or 0
 */
public record Graph(
    List<Expr> inputs, List<Expr> parameters, List<Expr> outputs, List<Expr> totals) {
  public Graph {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    outputs = List.copyOf(outputs);
    totals = List.copyOf(totals);
    for (Expr input : inputs) {
      if (!(input.op() instanceof Leaf.Input)) {
        throw new IllegalArgumentException(input + " is not an input");
      }
    }
    for (Expr parameter : parameters) {
      if (!(parameter.op() instanceof Leaf.Parameter)) {
        throw new IllegalArgumentException(parameter + " is not a parameter");
      }
    }
    requireDistinct("inputs", inputs);
    requireDistinct("parameters", parameters);
    for (Expr total : totals) {
      for (Expr term : terms(total)) {
        if (!Linear.isLaneSum(term)) {
          throw new IllegalArgumentException(
              "a total is a sum over lanes, or several added up, but " + term + " is none");
        }
      }
    }
    for (Expr node : nodes(outputs, totals)) {
      boolean free =
          (node.op() instanceof Leaf.Input && !inputs.contains(node))
              || (node.op() instanceof Leaf.Parameter && !parameters.contains(node));
      if (free) {
        throw new IllegalArgumentException(
            node + " is neither among the inputs " + inputs + " nor the parameters " + parameters);
      }
    }
  }

  public Graph(List<Expr> inputs, List<Expr> parameters, List<Expr> outputs) {
    this(inputs, parameters, outputs, List.of());
  }

  /** Every node that is needed, arguments before what uses them. */
  public List<Expr> nodes() {
    return nodes(outputs, totals);
  }

  /** The sums over lanes that add up to a total, from left to right; none if it is 0. */
  public static List<Expr> terms(Expr total) {
    if (total.isConstant(0)) {
      return List.of();
    }
    return total.op() == Elementwise.ADD
        ? total.args().stream().flatMap(arg -> terms(arg).stream()).toList()
        : List.of(total);
  }

  private static List<Expr> nodes(List<Expr> outputs, List<Expr> totals) {
    return Derivatives.topological(
        IntStream.range(0, outputs.size() + totals.size())
            .mapToObj(i -> i < outputs.size() ? outputs.get(i) : totals.get(i - outputs.size()))
            .toList());
  }

  private static void requireDistinct(String what, List<Expr> leaves) {
    if (new HashSet<>(leaves).size() < leaves.size()) {
      throw new IllegalArgumentException("the " + what + " " + leaves + " are not all different");
    }
  }

  /**
   * How often each operation occurs, in the order of first occurrence, for reports and tests of
   * simplification.
   */
  public Map<Op, Long> operations() {
    return nodes().stream()
        .collect(Collectors.groupingBy(Expr::op, LinkedHashMap::new, Collectors.counting()));
  }

  /** The number of components of {@code values} together. */
  public static int components(List<Expr> values) {
    return values.stream().mapToInt(Expr::size).sum();
  }
}
