package ergode.data.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UniformDesignTest {
  private static final double HALF_PI = Math.PI / 2;

  @Test
  void matchesNumPyToTheBit() throws IOException {
    List<Range> ranges =
        List.of(
            new Range(-HALF_PI, HALF_PI),
            new Range(-HALF_PI, HALF_PI),
            new Range(0, 1),
            new Range(-3.5, 2.25),
            new Range(1e-3, 1e3),
            new Range(10, 11));
    List<String[]> rows = Golden.rows("uniform.csv");

    assertThat(rows).hasSize(25);
    for (String[] row : rows) {
      long simId = Long.parseLong(row[1]);
      Design design = new UniformDesign(Long.parseLong(row[0]), simId + 1, ranges);
      assertThat(DesignTest.state(design, simId))
          .as("seed %s, simId %s", row[0], row[1])
          .containsExactly(Golden.doubles(row, 2));
    }
  }

  @Property
  void sampleCountAndFixedRangesChangeNoOtherDraw(
      @ForAll long seed, @ForAll @LongRange(min = 0, max = 999_999_999_999L) long simId) {
    Range range = new Range(-2, 5);
    double[] all =
        DesignTest.state(new UniformDesign(seed, simId + 1, List.of(range, range, range)), simId);
    double[] middleFixed =
        DesignTest.state(
            new UniformDesign(seed, 1_000_000_000_000L, List.of(range, new Range(3, 3), range)),
            simId);

    assertThat(middleFixed).containsExactly(all[0], 3, all[2]);
  }

  @Test
  void momentsAreThoseOfTheUniformDistribution() {
    int samples = 40_000;
    Design design = new UniformDesign(-7, samples, List.of(new Range(0, 1), new Range(0, 1)));
    double sum0 = 0;
    double sum1 = 0;
    double sumSquares0 = 0;
    double sumProducts = 0;
    for (long i = 0; i < samples; i++) {
      double[] u = DesignTest.state(design, i);
      sum0 += u[0];
      sum1 += u[1];
      sumSquares0 += u[0] * u[0];
      sumProducts += u[0] * u[1];
    }

    // Five standard errors: the variances of u, u^2 and u v are 1/12, 4/45 and 7/144.
    assertThat(Math.abs(sum0 / samples - 1.0 / 2)).isLessThan(5 * Math.sqrt(1.0 / 12 / samples));
    assertThat(Math.abs(sum1 / samples - 1.0 / 2)).isLessThan(5 * Math.sqrt(1.0 / 12 / samples));
    assertThat(Math.abs(sumSquares0 / samples - 1.0 / 3))
        .isLessThan(5 * Math.sqrt(4.0 / 45 / samples));
    assertThat(Math.abs(sumProducts / samples - 1.0 / 4))
        .isLessThan(5 * Math.sqrt(7.0 / 144 / samples));
  }
}
