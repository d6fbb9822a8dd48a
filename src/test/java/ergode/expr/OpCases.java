package ergode.expr;

import static ergode.expr.OpCase.Argument.lane;
import static ergode.expr.OpCase.Argument.shared;

import ergode.expr.OpCase.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Every operation, of inputs, of parameters, and of both. What is linear stands between nonlinear
 * operations, so that its higher derivatives do not vanish.
 */
public final class OpCases {
  private OpCases() {}

  public static Stream<OpCase> all() {
    return Stream.of(elementwise(2, Expr::sin), powers(), structural(), linear(), solves())
        .flatMap(Function.identity());
  }

  /**
   * Operations on components with nothing around them, for backends: a sine would hide the sign of
   * a zero, and which infinity it was.
   */
  public static Stream<OpCase> alone() {
    Stream<OpCase> powers =
        Stream.of(-5.0, -2.5, -0.2, 0.1, 1.0 / 3, 1.5, 6.0, 7.0, 100.5, 1e9)
            .flatMap(p -> Stream.of(power(p, lane(1)), power(p, shared(1))));
    Stream<OpCase> both =
        Stream.of(lane(2), shared(2))
            .map(
                angle ->
                    OpCase.of(
                        "sine and cosine of " + angle,
                        Elementwise.class,
                        List.of(angle),
                        x -> x.get(0).graph().concat(List.of(x.get(0).cos(), x.get(0).sin()))));
    return Stream.of(elementwise(1, y -> y), powers, both).flatMap(Function.identity());
  }

  private static Stream<OpCase> elementwise(int size, UnaryOperator<Expr> around) {
    List<OpCase> cases = new ArrayList<>();
    for (Elementwise op : Elementwise.values()) {
      boolean positive = op == Elementwise.SQRT || op == Elementwise.LOG;
      for (int count = 0; count <= op.arity(); count++) {
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < op.arity(); i++) {
          arguments.add(new Argument(size, i < count));
        }
        String name = "%s, %d of %d arguments shared".formatted(op, count, op.arity());
        cases.add(
            new OpCase(
                name, op, arguments, positive, x -> around.apply(x.get(0).graph().make(op, x))));
      }
    }
    return cases.stream();
  }

  private static Stream<OpCase> powers() {
    return Stream.of(-4.0, -2.5, -1.0, -0.5, 0.5, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0)
        .flatMap(p -> Stream.of(power(p, lane(2)), power(p, shared(2))));
  }

  private static OpCase power(double exponent, Argument argument) {
    boolean positive = exponent != Math.rint(exponent);
    String name = "power " + exponent + " of " + argument;
    return new OpCase(name, Power.class, List.of(argument), positive, x -> x.get(0).pow(exponent));
  }

  private static Stream<OpCase> structural() {
    return Stream.of(true, false)
        .flatMap(
            isShared -> {
              Argument scalar = new Argument(1, isShared);
              Argument vector = new Argument(4, isShared);
              String of = isShared ? " of parameters" : " of inputs";
              return Stream.of(
                  OpCase.of(
                      "slice" + of,
                      Structural.Slice.class,
                      List.of(vector),
                      x -> x.get(0).sin().slice(1, 2).exp()),
                  OpCase.of(
                      "broadcast" + of,
                      Structural.Broadcast.class,
                      List.of(scalar, lane(4)),
                      x -> x.get(0).sin().broadcast(4).times(x.get(1).cos())),
                  OpCase.of(
                      "sum" + of,
                      Structural.Sum.class,
                      List.of(vector),
                      x -> x.get(0).sin().sum().exp()),
                  OpCase.of(
                      "concat" + of,
                      Structural.Concat.class,
                      List.of(scalar, vector, shared(2)),
                      x ->
                          x.get(0)
                              .graph()
                              .concat(List.of(x.get(1).sin(), x.get(0), x.get(2)))
                              .exp()));
            });
  }

  private static Stream<OpCase> linear() {
    Function<List<Expr>, Expr> outer = x -> x.get(0).sin().outerLaneSum(x.get(1).cos()).sin();
    Function<List<Expr>, Expr> laneSum = x -> x.get(0).sin().laneSum().sin();
    Function<List<Expr>, Expr> product = x -> x.get(0).sin().matVec(3, 2, x.get(1).cos()).sin();
    Function<List<Expr>, Expr> transposed =
        x -> x.get(0).sin().transposedMatVec(2, 3, x.get(1).cos()).sin();
    return Stream.of(true, false)
        .flatMap(
            isShared -> {
              Argument vector = new Argument(2, isShared);
              String of = isShared ? " of a parameter" : " of an input";
              return Stream.of(
                  OpCase.of("W x" + of, Linear.MatVec.class, List.of(shared(6), vector), product),
                  OpCase.of(
                      "W^T x" + of,
                      Linear.TransposedMatVec.class,
                      List.of(shared(6), vector),
                      transposed),
                  OpCase.of("sum over lanes" + of, Linear.LaneSum.class, List.of(vector), laneSum),
                  OpCase.of(
                      "outer product" + of + " and an input",
                      Linear.OuterLaneSum.class,
                      List.of(vector, lane(3)),
                      outer),
                  OpCase.of(
                      "outer product" + of + " and a parameter",
                      Linear.OuterLaneSum.class,
                      List.of(vector, shared(3)),
                      outer));
            });
  }

  private static Stream<OpCase> solves() {
    return Stream.of(1, 2, 3, 5)
        .flatMap(
            n ->
                Stream.of(
                    solve(n, lane(n * n), lane(n)),
                    solve(n, shared(n * n), lane(n)),
                    solve(n, lane(n * n), shared(n)),
                    solve(n, shared(n * n), shared(n))));
  }

  private static OpCase solve(int n, Argument matrix, Argument rhs) {
    return OpCase.of(
        "solve " + matrix + " " + rhs,
        Solve.class,
        List.of(matrix, rhs),
        x ->
            x.get(0)
                .graph()
                .solve(x.get(0).plus(diagonal(x.get(0).graph(), n, 2.0 * n)), x.get(1)));
  }

  /** Added to a matrix of small elements, it makes it well conditioned. */
  private static Expr diagonal(GraphBuilder graph, int n, double value) {
    List<Expr> elements = new ArrayList<>();
    for (int i = 0; i < n * n; i++) {
      elements.add(graph.constant(i % (n + 1) == 0 ? value : 0));
    }
    return graph.concat(elements);
  }
}
