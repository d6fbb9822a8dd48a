package ergode.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An expression that nobody has simplified: its value comes from plain recursion, with a bound of
 * its rounding error to first order, and it can be built as a graph. Values have 1 or {@value
 * #SIZE} components.
 */
sealed interface Tree {
  int SIZE = 3;

  /** Relative error of one operation, with room for an elementary function. */
  double UNIT = 0x1p-51;

  /** A value and how far rounding may have moved it. */
  record Rounded(double value, double error) {}

  Expr build(GraphBuilder graph);

  /** Components of the value, from those of the leaves by name. */
  List<Rounded> value(Map<String, double[]> leaves);

  record Literal(double value) implements Tree {
    @Override
    public Expr build(GraphBuilder graph) {
      return graph.constant(value);
    }

    @Override
    public List<Rounded> value(Map<String, double[]> leaves) {
      return List.of(new Rounded(value, 0));
    }
  }

  record Variable(String name, int size, boolean shared) implements Tree {
    @Override
    public Expr build(GraphBuilder graph) {
      return shared ? graph.parameter(name, size) : graph.input(name, size);
    }

    @Override
    public List<Rounded> value(Map<String, double[]> leaves) {
      return Arrays.stream(leaves.get(name)).mapToObj(x -> new Rounded(x, 0)).toList();
    }
  }

  record Apply(Elementwise op, List<Tree> args) implements Tree {
    @Override
    public Expr build(GraphBuilder graph) {
      return graph.elementwise(op, args.stream().map(arg -> arg.build(graph)).toArray(Expr[]::new));
    }

    @Override
    public List<Rounded> value(Map<String, double[]> leaves) {
      List<List<Rounded>> x = args.stream().map(arg -> arg.value(leaves)).toList();
      int size = x.stream().mapToInt(List::size).max().orElseThrow();
      return components(size, i -> one(x.stream().map(a -> a.get(a.size() == 1 ? 0 : i)).toList()));
    }

    /** IF_LESS jumps, so its bound holds only where the arguments are exact. */
    private Rounded one(List<Rounded> x) {
      double[] a = new double[4];
      for (int k = 0; k < x.size(); k++) {
        a[k] = x.get(k).value;
      }
      double value = op.evaluate(a[0], a[1], a[2], a[3]);
      double error0 = x.get(0).error;
      double error1 = x.get(x.size() > 1 ? 1 : 0).error;
      double inherited =
          switch (op) {
            case ADD, SUB -> error0 + error1;
            case MUL -> Math.abs(a[1]) * error0 + Math.abs(a[0]) * error1;
            case FMA -> Math.abs(a[1]) * error0 + Math.abs(a[0]) * error1 + x.get(2).error;
            case DIV -> (error0 + Math.abs(value) * error1) / Math.abs(a[1]);
            case EXP -> value * error0;
            case NEG, SIN, COS, TANH, SIGMOID, SOFTPLUS, ABS -> error0;
            case MIN, MAX -> Math.max(error0, error1);
            case IF_LESS -> x.stream().mapToDouble(Rounded::error).max().orElseThrow();
            case SQRT, LOG -> throw new IllegalStateException("no rule to check for " + op);
          };
      return new Rounded(value, inherited + UNIT * Math.abs(value));
    }
  }

  record Raised(double exponent, Tree base) implements Tree {
    @Override
    public Expr build(GraphBuilder graph) {
      return base.build(graph).pow(exponent);
    }

    @Override
    public List<Rounded> value(Map<String, double[]> leaves) {
      Power power = new Power(exponent);
      return base.value(leaves).stream()
          .map(
              x -> {
                double value = power.evaluate(x.value);
                double slope = Math.abs(exponent * power.evaluate(x.value) / x.value);
                double inherited = x.error == 0 ? 0 : slope * x.error;
                return new Rounded(value, inherited + 4 * UNIT * Math.abs(value));
              })
          .toList();
    }
  }

  record Component(int index, Tree of) implements Tree {
    @Override
    public Expr build(GraphBuilder graph) {
      Expr x = of.build(graph);
      return x.at(index % x.size());
    }

    @Override
    public List<Rounded> value(Map<String, double[]> leaves) {
      List<Rounded> x = of.value(leaves);
      return List.of(x.get(index % x.size()));
    }
  }

  record Sum(Tree of) implements Tree {
    @Override
    public Expr build(GraphBuilder graph) {
      return of.build(graph).sum();
    }

    @Override
    public List<Rounded> value(Map<String, double[]> leaves) {
      double sum = 0;
      double error = 0;
      for (Rounded x : of.value(leaves)) {
        sum += x.value;
        error += x.error + SIZE * UNIT * Math.abs(x.value);
      }
      return List.of(new Rounded(sum, error));
    }
  }

  /** The first components of three values. */
  record Triple(List<Tree> parts) implements Tree {
    @Override
    public Expr build(GraphBuilder graph) {
      return graph.concat(parts.stream().map(part -> part.build(graph).at(0)).toList());
    }

    @Override
    public List<Rounded> value(Map<String, double[]> leaves) {
      return parts.stream().map(part -> part.value(leaves).get(0)).toList();
    }
  }

  private static List<Rounded> components(int size, IntFunction<Rounded> component) {
    return IntStream.range(0, size)
        .mapToObj(component)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
