package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ergode.data.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceOptionsTest {
  private static final List<String> KEYS = new SettingsLoader(Map.of()).keys();

  private static String keyOf(String option) {
    List<Assignment> found = SourceOptions.parse(Map.of(option, "some value"), KEYS).assignments();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).text()).isEqualTo("some value");
    return found.get(0).key();
  }

  @Test
  void everyKeyThatDecidesRowsIsAnOption() {
    List<String> accepted =
        KEYS.stream()
            .filter(key -> key.matches("(system|ensemble|solver|save)\\..*|output.shards|backend"))
            .toList();
    assertThat(accepted).hasSizeGreaterThan(25);
    for (String key : accepted) {
      assertThat(keyOf(key)).isEqualTo(key);
      assertThat(keyOf(key.toUpperCase(Locale.ROOT))).isEqualTo(key);
      // no two keys end in the same word, so far
      assertThat(keyOf(key.substring(key.lastIndexOf('.') + 1))).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "system, system.name",
    "SAMPLES, ensemble.samples",
    "rtol, solver.rtol",
    "solver.maxsteps, solver.max-steps",
    "maxSteps, solver.max-steps",
    "max_steps, solver.max-steps",
    "controller.kind, solver.controller.kind",
    "solver.controller.factorMin, solver.controller.factor-min",
    "shards, output.shards",
    "g, system.g"
  })
  void keysHaveShortNames(String option, String key) {
    assertThat(keyOf(option)).isEqualTo(key);
  }

  @Test
  void endingsThatTwoKeysShareAreNoNames() {
    OptionNames names = new OptionNames(List.of("a.kind", "b.c.kind", "b.c.size"));
    assertThat(names.key("kind")).isEmpty();
    assertThat(names.key("c.kind")).contains("b.c.kind");
    assertThat(names.key("a.kind")).contains("a.kind");
    assertThat(names.key("size")).contains("b.c.size");
  }

  @Test
  void aFileIsNamedByPathOrConfig() {
    assertThat(SourceOptions.parse(Map.of("path", "a.conf"), KEYS).file()).isEqualTo("a.conf");
    assertThat(SourceOptions.parse(Map.of("config", "a.conf"), KEYS).file()).isEqualTo("a.conf");
    assertThat(SourceOptions.parse(Map.of(), KEYS).file()).isNull();
  }

  @Test
  void anOptionWithoutAValueIsNone() {
    Map<String, String> options = new HashMap<>();
    options.put("rtol", null);
    assertThat(SourceOptions.parse(options, KEYS).assignments()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sampels | an option that exists; did you mean samples?",
        "max-stepz | an option that exists; did you mean max-steps?",
        "solver.rtoll | an option that exists; did you mean solver.rtol?",
        "paths | an option that exists; did you mean path?",
        "sytem | an option that exists; did you mean system?",
        "output.compression | an option that changes what is in a row",
        "compression | an option that changes what is in a row",
        "filter.cut | an option that changes what is in a row",
        "xyzzy | path, or a key of the configuration that decides rows, such as samples or"
            + " solver.rtol"
      })
  void otherOptionsAreRefused(String option, String accepted) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SourceOptions.parse(Map.of(option, "5"), KEYS))
        .withMessage("option " + option + " = 5: expected " + accepted);
  }

  @Test
  void anOptionIsGivenOnce() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SourceOptions.parse(Map.of("rtol", "1e-6", "solver.rtol", "1e-7"), KEYS))
        .withMessage(
            "option solver.rtol = 1e-7: expected one value for solver.rtol, but another option"
                + " has it");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SourceOptions.parse(Map.of("path", "a", "config", "b"), KEYS))
        .withMessage("option path = a: expected one value for config, but another option has it");
  }
}
