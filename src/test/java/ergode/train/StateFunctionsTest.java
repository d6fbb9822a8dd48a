package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.ReferenceBackend;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFunctionsTest {

  /** {@code p y0 - y1}. */
  private static Graph function() {
    GraphBuilder graph = new GraphBuilder();
    Expr y0 = graph.input("y0");
    Expr y1 = graph.input("y1");
    Expr p = graph.parameter("p");
    return new Graph(List.of(y0, y1), List.of(p), List.of(p.times(y0).minus(y1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 207})
  void everyPointHasItsValue(int points) {
    double[][][] states = new double[5][2][points];
    for (int i = 0; i < states.length; i++) {
      for (int k = 0; k < points; k++) {
        states[i][0][k] = i + 1;
        states[i][1][k] = k;
      }
    }
    for (int threads = 1; threads <= 3; threads++) {
      double[][] values =
          StateFunctions.along(
              states, function(), new double[] {0.5}, new ReferenceBackend(), threads);
      for (int i = 0; i < states.length; i++) {
        double first = 0.5 * (i + 1);
        assertThat(values[i])
            .isEqualTo(IntStream.range(0, points).mapToDouble(k -> first - k).toArray());
      }
    }
  }
}
