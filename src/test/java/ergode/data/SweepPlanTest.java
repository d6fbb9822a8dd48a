package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepPlanTest {
  private static final String SAFE = "[a-z_]+=[A-Za-z0-9._%-]*";

  /** Two points that differ in gravity. */
  private static SweepPlan plan(double first, double second, long seed) {
    List<Map<String, Object>> configs =
        List.of(
            Map.of("system.g", first, "ensemble.seed", seed),
            Map.of("system.g", second, "ensemble.seed", seed));
    return SweepPlan.of(
        configs.stream()
            .map(
                config ->
                    new SweepPlan.Point(
                        SweepPlan.directory("system.g", config.get("system.g")),
                        Map.of("system.g", config.get("system.g")),
                        Manifest.hash(config)))
            .toList(),
        configs);
  }

  private static String value(String directory) {
    return directory.substring(directory.indexOf('=') + 1);
  }

  @Property
  void aNumberReadsBackAsItself(@ForAll double number) {
    String directory = SweepPlan.directory("solver.controller.factor-min", number);
    assertThat(directory).matches(SAFE).startsWith("solver_controller_factor_min=");
    assertThat(Double.parseDouble(value(directory))).isEqualTo(number);
  }

  @Property
  void aWholeNumberReadsBackAsItself(@ForAll long number) {
    String directory = SweepPlan.directory("ensemble.seed", number);
    assertThat(directory).matches(SAFE);
    assertThat(Long.parseLong(value(directory))).isEqualTo(number);
  }

  /** The oracle is the decoder of URLs: Hive's readers use the same percent signs. */
  @Property
  void anyTextMakesASafeName(@ForAll String text) {
    String directory = SweepPlan.directory("ensemble.file", text);
    assertThat(directory).matches(SAFE);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertThat(URLDecoder.decode(value(directory), StandardCharsets.UTF_8))
        .isEqualTo(new String(utf8, StandardCharsets.UTF_8));
  }

  @Test
  void namesTheWholeKeyAndBothEndsOfARange() {
    assertThat(SweepPlan.directory("ensemble.theta1", List.of(-Math.PI / 2, 1.0)))
        .isEqualTo("ensemble_theta1=-1.5707963267948966_to_1.0");
    assertThat(SweepPlan.directory("solver.method", "tsit5")).isEqualTo("solver_method=tsit5");
    assertThat(SweepPlan.directory("ensemble.file", "a/é *.csv"))
        .isEqualTo("ensemble_file=a%2F%C3%A9%20%2A.csv");
  }

  @Test
  void theIdentityIsThatOfThePoints() {
    SweepPlan plan = plan(1.6, 9.8, 42);
    assertThat(plan.isSameAs(plan(1.6, 9.8, 42))).isTrue();
    assertThat(plan.isSameAs(plan(9.8, 1.6, 42))).isFalse();
    assertThat(plan.isSameAs(plan(1.6, 9.8, 43))).isFalse();
    assertThat(plan.swept()).isEqualTo(Map.of("system.g", List.of(1.6, 9.8)));
    assertThat(plan.config()).isEqualTo(Map.of("ensemble.seed", 42L));
  }

  @Test
  void namesWhatDiffers() {
    assertThat(plan(1.6, 9.9, 7).differencesFrom(plan(1.6, 9.8, 42)))
        .isEqualTo("ensemble.seed (42 there, 7 here), system.g ([1.6,9.8] there, [1.6,9.9] here)");
    SweepPlan one =
        SweepPlan.of(
            List.of(new SweepPlan.Point("system_m1=2.0", Map.of("system.m1", 2.0), "x")),
            List.of(Map.of("system.m1", 2.0, "ensemble.seed", 42L)));
    assertThat(one.differencesFrom(plan(1.6, 9.8, 42)))
        .isEqualTo("system.g ([1.6,9.8] there, unset here), system.m1 (unset there, [2.0] here)");
  }

  /** Tied keys have the values of a grid, but fewer points. */
  @Test
  void sweepsOfTheSameValuesMayDifferInTheirPoints() {
    SweepPlan.Point a = new SweepPlan.Point("a=1/b=1", Map.of("a", 1, "b", 1), "11");
    SweepPlan.Point b = new SweepPlan.Point("a=1/b=2", Map.of("a", 1, "b", 2), "12");
    SweepPlan.Point c = new SweepPlan.Point("a=2/b=2", Map.of("a", 2, "b", 2), "22");
    SweepPlan two = SweepPlan.of(List.of(a, c), List.of(Map.of(), Map.of()));
    SweepPlan three = SweepPlan.of(List.of(a, b, c), List.of(Map.of(), Map.of(), Map.of()));
    assertThat(three.isSameAs(two)).isFalse();
    assertThat(three.differencesFrom(two)).isEqualTo("points (2 there, 3 here)");
  }

  @Test
  void survivesItsFile() throws Exception {
    SweepPlan plan = plan(1.6, 1e-300, 42);
    SweepPlan read =
        Json.parse(Json.pretty(plan).getBytes(StandardCharsets.UTF_8), SweepPlan.class);
    assertThat(read.isSameAs(plan)).isTrue();
    assertThat(read.points())
        .extracting(SweepPlan.Point::directory)
        .containsExactly("system_g=1.6", "system_g=1.0E-300");
    assertThat(plan(2, 3, 7).differencesFrom(read))
        .isEqualTo(
            "ensemble.seed (42 there, 7 here), system.g ([1.6,1.0E-300] there, [2.0,3.0] here)");
  }

  /** Overwriting removes what a plan on disk names. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "../a=1", "a=1/..", "/a=1", "a=1/", "a=1//b=2", "a=1/b", "a=$x"})
  void aDirectoryDoesNotLeadOut(String directory) {
    assertThatThrownBy(() -> new SweepPlan.Point(directory, Map.of(), "hash"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("key=value/key=value");
  }
}
