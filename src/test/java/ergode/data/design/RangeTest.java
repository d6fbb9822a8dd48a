package ergode.data.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "NaN, 0",
    "0, NaN",
    "-Infinity, 0",
    "0, Infinity",
    "Infinity, Infinity",
    "-1e308, 1e308"
  })
  void refusesReversedNonFiniteAndOverflowingBounds(double low, double high) {
    assertThatThrownBy(() -> new Range(low, high)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Range.of("ensemble.theta1", List.of(low, high)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("ensemble.theta1 = [" + low + ", " + high + "]: expected [low, ");
  }

  @Test
  void refusesOtherThanTwoBounds() {
    assertThatThrownBy(() -> Range.of("ensemble.omega2", List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("ensemble.omega2 = []: expected ");
    assertThatThrownBy(() -> Range.of("ensemble.omega2", List.of(1.0, 2.0, 3.0)))
        .hasMessageStartingWith("ensemble.omega2 = [1.0, 2.0, 3.0]: expected ");
  }

  @Test
  void equalBoundsFixTheValueToTheBit() {
    Range rest = Range.of("ensemble.omega1", List.of(-0.0, -0.0));

    assertThat(rest.isFixed()).isTrue();
    assertThat(rest.at(0.7)).isEqualTo(-0.0);
    assertThat(new Range(0, 1).isFixed()).isFalse();
  }

  @Property
  void everyPointIsInside(
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double a,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double b,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double u) {
    Range range = new Range(Math.min(a, b), Math.max(a, b));

    assertThat(range.at(0)).isEqualTo(range.low());
    assertThat(range.at(u)).isBetween(range.low(), range.high());
    assertThat(range.at(Math.nextDown(1.0))).isBetween(range.low(), range.high());
  }
}
