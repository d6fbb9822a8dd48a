package ergode.data.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link Design}, for every kind of design. */
class DesignTest {
  private static final List<Range> SQUARE =
      List.of(new Range(-1, 2), new Range(0.5, 4), new Range(0, 0));

  static Stream<Design> designs() {
    return Stream.of(
        new UniformDesign(42, 9, SQUARE),
        new SobolDesign(42, 9, SQUARE),
        new GridDesign(9, SQUARE),
        fileOfNineRows());
  }

  private static FileDesign fileOfNineRows() {
    double[] values = new double[27];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 0.25;
    }
    return new FileDesign(3, values);
  }

  static double[] state(Design design, long simId) {
    double[] state = new double[design.dimension()];
    design.initialCondition(simId, state);
    return state;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void anyOrderOfCallsGivesTheSameStates(Design design) {
    double[][] forwards = new double[9][];
    for (int i = 0; i < 9; i++) {
      forwards[i] = state(design, i);
    }

    assertThat(design.size()).isEqualTo(9);
    assertThat(Stream.of(forwards).map(Arrays::toString)).doesNotHaveDuplicates();
    for (int i = 8; i >= 0; i--) {
      assertThat(state(design, i)).containsExactly(forwards[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void sliceKeepsSimIdsAndStates(Design design) {
    Design slice = design.slice(2, 7).slice(3, 6);

    assertThat(slice.size()).isEqualTo(9);
    assertThat(slice.dimension()).isEqualTo(3);
    for (int i = 3; i < 6; i++) {
      assertThat(state(slice, i)).containsExactly(state(design, i));
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void serialisedDesignGivesTheSameStates(Design design) {
    Design copy = SerializationUtils.roundtrip(design);

    for (int i = 0; i < 9; i++) {
      assertThat(state(copy, i)).containsExactly(state(design, i));
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void simIdOutsideIsRefusedWithBothNumbers(Design design) {
    assertThatThrownBy(() -> state(design, 9))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("simId 9 is outside [0, 9)");
    assertThatThrownBy(() -> state(design, -1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> design.slice(4, 10))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("slice [4, 10) is not inside [0, 9)");
    assertThatThrownBy(() -> design.slice(5, 4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @MethodSource("designs")
  void stateOfWrongLengthIsRefused(Design design) {
    assertThatThrownBy(() -> design.initialCondition(0, new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("got a state of length 4 for 3 components");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_000_000_000_001L, Long.MAX_VALUE})
  void randomDesignsRefuseTheirSampleCount(long samples) {
    List<LongFunction<Design>> constructors =
        List.of(n -> new UniformDesign(1, n, SQUARE), n -> new SobolDesign(1, n, SQUARE));
    for (LongFunction<Design> constructor : constructors) {
      assertThatThrownBy(() -> constructor.apply(samples))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "ensemble.samples = "
                  + samples
                  + ": expected a whole number from 1 to 1000000000000");
    }
  }

  @Test
  void largestEnsembleReachesItsLastTrajectory() {
    long samples = 1_000_000_000_000L;
    for (Design design :
        List.of(new UniformDesign(1, samples, SQUARE), new SobolDesign(1, samples, SQUARE))) {
      assertThat(state(design, samples - 1)[0]).isBetween(-1.0, 2.0);
    }
    assertThat(state(new GridDesign(samples, SQUARE), samples - 1)).containsExactly(2, 4, 0);
  }

  @Test
  void designWithoutRangesIsRefused() {
    assertThatThrownBy(() -> new UniformDesign(1, 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one range");
  }
}
