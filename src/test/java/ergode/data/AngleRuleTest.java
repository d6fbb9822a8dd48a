package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AngleRuleTest {
  private final AngleRule rule = new AngleRule(Math.PI);

  @Test
  void exceedingMeansMoreThanTheCut() {
    assertThat(rule.isChaotic(new double[] {Math.PI, Math.PI})).isFalse();
    assertThat(rule.isChaotic(new double[] {Math.nextUp(Math.PI), 0})).isTrue();
    assertThat(rule.isChaotic(new double[] {0, Math.nextUp(Math.PI)})).isTrue();
    assertThat(rule.isChaotic(new double[] {0, 1 / 0.0})).isTrue();
  }

  /** pi rounded to single precision is larger than pi; the rule looks at what is stored. */
  @Test
  void theStoredPrecisionCounts() {
    assertThat(rule.isChaotic(new double[] {Precision.FLOAT.round(Math.PI), 0})).isTrue();
    assertThat(rule.isChaotic(new double[] {Precision.DOUBLE.round(Math.PI), 0})).isFalse();
  }

  @Test
  void notANumberExceedsNothing() {
    assertThat(rule.isChaotic(new double[] {Double.NaN, 0})).isFalse();
    assertThat(rule.isChaotic(new double[] {Double.NaN, 4})).isTrue();
  }
}
