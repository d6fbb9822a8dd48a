package ergode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The derivatives of every operation, up to third order, against differences and each other. */
class DerivativesTest {
  private static final double DIFFERENCE_TOLERANCE = 1e-8;
  private static final double ROUNDING_TOLERANCE = 1e-12;

  static Stream<OpCase> cases() {
    return OpCases.all();
  }

  @Test
  void everyOperationIsCovered() {
    Set<Object> expected = new HashSet<>(List.of(Elementwise.values()));
    Stream.of(Op.class.getPermittedSubclasses())
        .filter(type -> type != Leaf.class && type != Elementwise.class)
        .flatMap(DerivativesTest::records)
        .forEach(expected::add);
    Set<Object> found = new HashSet<>();
    cases()
        .forEach(
            op -> {
              Expr y = new Specimen(op, 0).y();
              if (Derivatives.topological(List.of(y)).stream()
                  .anyMatch(node -> OpCase.kind(node.op()).equals(op.covers()))) {
                found.add(op.covers());
              }
            });
    assertThat(found).as("add a case to OpCases").isEqualTo(expected);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(DerivativesTest::records)
        : Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void forwardModeMatchesDifferences(OpCase op) {
    for (long seed = 1; seed <= 3; seed++) {
      Specimen specimen = new Specimen(op, seed);
      List<Expr> value = List.of(specimen.y());
      for (int order = 1; order <= 3; order++) {
        List<Expr> direction = specimen.leavesLikeX("t" + order);
        List<Expr> derivative = along(direction, value, specimen);
        assertClose(
            specimen.values(derivative),
            specimen.differences(value, direction),
            DIFFERENCE_TOLERANCE);
        value = derivative;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reverseModeMatchesDifferences(OpCase op) {
    for (long seed = 4; seed <= 6; seed++) {
      Specimen specimen = new Specimen(op, seed);
      Expr value = specimen.y();
      Expr cotangent = specimen.leafLike(value, "c");
      for (int order = 1; order <= 3; order++) {
        List<Expr> gradient = Derivatives.vjp(List.of(value), List.of(cotangent), specimen.x());
        assertClose(
            specimen.values(gradient),
            specimen.gradientByDifferences(value, cotangent),
            DIFFERENCE_TOLERANCE);
        List<Expr> direction = specimen.leavesLikeX("t" + order);
        value = along(direction, List.of(value), specimen).get(0);
      }
    }
  }

  /**
   * The gradient of {@code c . D^2 y [t1, t2]} by every order of forward (J) and reverse (V)
   * passes: a J takes the next direction as tangent, the first V takes c as cotangent and every
   * further V the next direction, since second derivatives are symmetric.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void allRoutesToThirdDerivativesAgree(OpCase op) {
    Specimen specimen = new Specimen(op, 7);
    Expr cotangent = specimen.leafLike(specimen.y(), "c");
    List<List<Expr>> t = List.of(specimen.leavesLikeX("t1"), specimen.leavesLikeX("t2"));
    assertRoutesAgree(specimen, cotangent, t.subList(0, 1), "VJ", "JV", "VV");
    assertRoutesAgree(specimen, cotangent, t, "VJJ", "JVJ", "JJV", "VVJ", "VJV", "JVV", "VVV");
  }

  private static void assertRoutesAgree(
      Specimen specimen, Expr cotangent, List<List<Expr>> directions, String... routes) {
    double[][] expected = specimen.values(route(routes[0], specimen, cotangent, directions));
    List<List<Expr>> reversed = new ArrayList<>(directions);
    Collections.reverse(reversed);
    for (String route : routes) {
      for (List<List<Expr>> order : List.of(directions, reversed)) {
        assertClose(
            specimen.values(route(route, specimen, cotangent, order)),
            expected,
            ROUNDING_TOLERANCE);
      }
    }
  }

  private static List<Expr> route(
      String passes, Specimen specimen, Expr cotangent, List<List<Expr>> directions) {
    List<Expr> value = List.of(specimen.y());
    List<Expr> dual = List.of(cotangent);
    int next = 0;
    for (int pass = 0; pass < passes.length(); pass++) {
      if (passes.charAt(pass) == 'J') {
        value = along(directions.get(next++), value, specimen);
      } else {
        boolean first = dual.get(0) == cotangent;
        value = Derivatives.vjp(value, first ? dual : directions.get(next++), specimen.x());
        dual = value;
      }
    }
    return value;
  }

  private static List<Expr> along(List<Expr> direction, List<Expr> value, Specimen specimen) {
    Map<Expr, Expr> tangents = new HashMap<>();
    for (int i = 0; i < direction.size(); i++) {
      tangents.put(specimen.x().get(i), direction.get(i));
    }
    return Derivatives.jvp(value, tangents);
  }

  /** Within {@code tolerance} times 1 or the largest element, whichever is larger. */
  private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
    double scale =
        Stream.of(expected).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    assertThat(actual).hasDimensions(expected.length, Specimen.LANES);
    IntStream.range(0, expected.length)
        .forEach(
            row ->
                assertThat(actual[row])
                    .as("row %d", row)
                    .containsExactly(expected[row], within(tolerance * Math.max(1, scale))));
  }
}
