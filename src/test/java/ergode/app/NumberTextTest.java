package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-1.5e-3, -0.0015",
    ".5, 0.5",
    "5., 5",
    "+2, 2",
    "pi, 3.141592653589793",
    "-pi, -3.141592653589793",
    "pi/2, 1.5707963267948966",
    "2pi, 6.283185307179586",
    "2*pi, 6.283185307179586",
    "0.5 pi, 1.5707963267948966",
    "3pi/4, 2.356194490192345",
    "NaN, NaN",
    "-inf, -Infinity"
  })
  void readsNumbers(String text, Double expected) {
    assertThat(NumberText.parse(text).orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "one", "1d", "- pi", "0x10", "1_000", "pie", "pi2", "1/2", "--1", "1 2", "e5"})
  void refusesTheRest(String text) {
    assertThat(NumberText.parse(text)).isEmpty();
    assertThat(NumberText.parseWhole(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1200, 1200", "1e6, 1000000", "2.0, 2", "-3, -3", "1.5e1, 15", "0, 0"})
  void readsWholeNumbers(String text, long expected) {
    assertThat(NumberText.parseWhole(text).orElseThrow().longValueExact()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e-1", "pi", "NaN", "1e99999999999"})
  void refusesOthersAsWhole(String text) {
    assertThat(NumberText.parseWhole(text)).isEmpty();
  }
}
