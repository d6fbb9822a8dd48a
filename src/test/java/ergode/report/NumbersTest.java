package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({"0,0", "4,π", "-4,−π", "2,π/2", "-1,−π/4", "3,3π/4", "6,3π/2", "-8,−2π", "-10,−5π/2"})
  void quartersOfPi(int quarters, String text) {
    assertThat(Numbers.quartersOfPi(quarters)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "3.14e-5,3.1·10⁻⁵",
    "9.96e-5,1.0·10⁻⁴",
    "1,1.0·10⁰",
    "2500,2.5·10³",
    "-1.2e-10,−1.2·10⁻¹⁰",
    "0,0"
  })
  void scientific(double x, String text) {
    assertThat(Numbers.scientific(x)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"-1.005,2,−1.00", "-0.001,2,0.00", "0.5,0,0", "NaN,1,NaN", "-Infinity,1,−∞"})
  void fixed(double x, int digits, String text) {
    assertThat(Numbers.fixed(x, digits)).isEqualTo(text);
  }

  @Test
  void ticksHaveTheDecimalsOfTheirStep() {
    assertThat(Numbers.tick(0.30000000000000004, 0.1)).isEqualTo("0.3");
    assertThat(Numbers.tick(4, 2)).isEqualTo("4");
    assertThat(Numbers.tick(-0.05, 0.05)).isEqualTo("−0.05");
  }

  @Test
  void groupsAndPercents() {
    assertThat(Numbers.grouped(1_234_567)).isEqualTo("1,234,567");
    assertThat(Numbers.percent(25, 1200)).isEqualTo("2.08 %");
    assertThat(Numbers.percent(1, 2)).isEqualTo("50.0 %");
    assertThat(Numbers.percent(0, 0)).isEqualTo("0 %");
  }
}
