package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"17", "17.0.15+6", "21.0.2", "24", "25.0.3", "25.0.3+9", "25.0.10", "26-ea"})
  void acceptsRuntimesThatSparkSupports(String version) {
    assertThat(JavaVersion.refusal(Runtime.Version.parse(version))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"25", "25-ea+3", "25.0.1+8", "25.0.2", "25.0.2.1+7-LTS"})
  void refusesTheRuntimesThatMovePinnedObjects(String version) {
    assertThat(JavaVersion.refusal(Runtime.Version.parse(version)).orElseThrow())
        .startsWith("Java " + version + " ")
        .contains("JDK-8377811", "25.0.3 or later")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "11.0.25+9", "16.0.2"})
  void refusesRuntimesBelowTheBaseline(String version) {
    assertThat(JavaVersion.refusal(Runtime.Version.parse(version)).orElseThrow())
        .startsWith("Java " + version + " ")
        .contains("Java 17");
  }
}
