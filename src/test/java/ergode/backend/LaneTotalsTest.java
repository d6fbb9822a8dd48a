package ergode.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums over lanes on the reference backend, against a plain loop here. */
class LaneTotalsTest {
  private static final int LANES = 207;
  private static final double[] PARAMETERS = {0.7, -0.2, 1.3};

  private final GraphBuilder graph = new GraphBuilder();
  private final Expr x = graph.input("x", 3);
  private final Expr y = graph.input("y", 2);
  private final Expr p = graph.parameter("p");
  private final Expr u = graph.parameter("u", 2);

  /** Nine totals: x, then 3 x 2 elements of x y^T + x u^T + (y, y, y) + x^2 y^T, then p. */
  private Graph totals() {
    Expr outer = x.outerLaneSum(y);
    Expr sum =
        outer
            .plus(x.outerLaneSum(u))
            .plus(graph.concat(List.of(y, y, y)).laneSum())
            .plus(x.square().outerLaneSum(y));
    return new Graph(
        List.of(x, y),
        List.of(p, u),
        List.of(x.at(0)),
        List.of(x.laneSum(), sum, p.laneSum(), graph.constant(0, 2)));
  }

  private static double[][] random() {
    SplittableRandom random = new SplittableRandom(5);
    double[][] rows = new double[5][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = random.doubles(LANES, -3, 3).toArray();
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({
    "8, 1", "16, 1", "24, 1", "64, 1", "5, 1", "8, 2", "24, 2", "64, 2", "5, 2", "207, 1", "207, 3",
    "1, 1"
  })
  void lanesAndTermsAreAddedInOrder(int block, int groups) {
    double[][] rows = random();
    double[] expected = new double[12 * groups];
    Arrays.setAll(expected, i -> 0.1 * i);
    double[] totals = expected.clone();
    Kernel kernel = new ReferenceBackend().compile(totals());
    for (int start = 0; start < LANES; start += block) {
      int lanes = Math.min(block, LANES - start);
      double[][] inputs = new double[5][];
      for (int row = 0; row < 5; row++) {
        inputs[row] = Arrays.copyOfRange(rows[row], start, start + block);
        Arrays.fill(inputs[row], lanes, block, Double.NaN);
      }
      // an output may overwrite an input that is summed
      kernel.run(inputs, PARAMETERS, new double[][] {inputs[1]}, totals, lanes);
      int run = groups == 1 ? 64 : 8;
      for (int from = 0; from < lanes; from += run) {
        int end = Math.min(lanes, from + run);
        addRun(rows, start + from, start + end, expected, 12 * (from / 8 % groups));
      }
    }
    assertThat(totals).containsExactly(expected);
  }

  private static void addRun(double[][] rows, int from, int to, double[] sums, int group) {
    for (int i = 0; i < 3; i++) {
      for (int lane = from; lane < to; lane++) {
        sums[group + i] += rows[i][lane];
      }
      for (int j = 0; j < 2; j++) {
        double sum = sums[group + 3 + i * 2 + j];
        for (int lane = from; lane < to; lane++) {
          sum = Math.fma(rows[i][lane], rows[3 + j][lane], sum);
        }
        for (int lane = from; lane < to; lane++) {
          sum = Math.fma(rows[i][lane], PARAMETERS[1 + j], sum);
        }
        for (int lane = from; lane < to; lane++) {
          sum += rows[3 + j][lane];
        }
        for (int lane = from; lane < to; lane++) {
          sum = Math.fma(rows[i][lane] * rows[i][lane], rows[3 + j][lane], sum);
        }
        sums[group + 3 + i * 2 + j] = sum;
      }
    }
    for (int lane = from; lane < to; lane++) {
      sums[group + 9] += PARAMETERS[0];
    }
  }

  @Test
  void noLanesAddNothing() {
    double[] totals = new double[12];
    Arrays.setAll(totals, i -> i);
    new ReferenceBackend()
        .compile(totals())
        .run(new double[5][0], PARAMETERS, new double[1][0], totals, 0);
    for (int i = 0; i < totals.length; i++) {
      assertThat(totals[i]).isEqualTo(i);
    }
  }
}
