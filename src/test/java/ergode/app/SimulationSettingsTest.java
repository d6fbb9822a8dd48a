package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.EnsembleConfig;
import ergode.data.InvalidInputException;
import ergode.data.ListEncoding;
import ergode.data.Simulation;
import ergode.data.design.Range;
import ergode.mechanics.MechanicalSystem;
import ergode.mechanics.MechanicalSystems;
import ergode.mechanics.PhysicalParameter;
import ergode.ode.Methods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationSettingsTest {
  @TempDir Path folder;

  private static Simulation simulation(String... options) {
    return SimulationSettings.of(Configs.load(options)).simulation();
  }

  private static List<String> notes(String... options) {
    return SimulationSettings.of(Configs.load(options)).notes();
  }

  @Test
  void theDefaultsAreTheClassicDemonstration() {
    Simulation simulation = simulation();
    assertThat(simulation.system().parameters()).containsExactly(1, 1, 1, 1, 9.8);
    assertThat(simulation.ensemble()).isInstanceOf(EnsembleConfig.Sampled.class);
    EnsembleConfig.Sampled ensemble = (EnsembleConfig.Sampled) simulation.ensemble();
    Range quarterTurns = new Range(-Math.PI / 2, Math.PI / 2);
    Range rest = new Range(0, 0);
    assertThat(ensemble.ranges()).containsExactly(quarterTurns, quarterTurns, rest, rest);
    assertThat(ensemble.samples()).isEqualTo(1200);
    assertThat(ensemble.seed()).isEqualTo(42);
    assertThat(simulation.solver().dt0()).isNull();
    assertThat(simulation.solver().rtol()).isEqualTo(1e-5);
    assertThat(simulation.save().points()).isEqualTo(1000);
    assertThat(simulation.shards().rows()).isEqualTo(1200);
    assertThat(notes()).isEmpty();
  }

  @Test
  void theShippedFileSaysTheSameAsTheDefaults() {
    Settings shipped = Configs.load("conf/double-pendulum.conf", Map.of());
    assertThat(SimulationSettings.of(shipped).simulation().canonical())
        .isEqualTo(simulation().canonical());
  }

  @Test
  void everySystemHasItsKeysWithUsableDefaults() {
    Settings settings = Configs.load();
    for (String name : MechanicalSystems.names()) {
      MechanicalSystem system = MechanicalSystems.byName(name).orElseThrow();
      for (PhysicalParameter parameter : system.parameters()) {
        assertThat(settings.number("system." + parameter.name()))
            .as("system.%s", parameter.name())
            .isPositive();
      }
      assertThat(system.components()).allMatch(component -> settings.has("ensemble." + component));
    }
  }

  @Test
  void theCommentsNameEveryChoice() throws IOException {
    String reference;
    try (var stream = Settings.class.getResourceAsStream("/reference.conf")) {
      reference = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    String comments =
        reference.lines().filter(line -> line.strip().startsWith("#")).toList().toString();
    assertThat(comments)
        .contains(Methods.names())
        .contains(MechanicalSystems.names())
        .contains(EnsembleConfig.designNames());
  }

  @Test
  void readsNumbersInEveryNotation() {
    assertThat(simulation("--set ensemble.samples=1e6").ensemble().design().size())
        .isEqualTo(1_000_000);
    assertThat(simulation("--set ensemble.samples=1e12").ensemble().design().size())
        .isEqualTo(1_000_000_000_000L);
    assertThat(simulation("--set save.points=2.0").save().points()).isEqualTo(2);
    assertThat(simulation("--set solver.max-steps=1E3").solver().maxSteps()).isEqualTo(1000);
    assertThat(simulation("--set solver.dt0=.5").solver().dt0()).isEqualTo(0.5);
    assertThat(simulation("--set save.tmax=2 * pi").save().tmax()).isEqualTo(2 * Math.PI);
    assertThat(simulation("--set ensemble.seed=-9223372036854775808").ensemble().canonical())
        .containsEntry("ensemble.seed", Long.MIN_VALUE);
  }

  @Test
  void takesInitialConditionsFromAFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.csv"), "theta1,theta2,omega1,omega2\n1,2,3,4\n5,6,7,8\n");
    String[] options = {
      "--set ensemble.design=file", "--set ensemble.file=" + file, "--set ensemble.samples=-7"
    };
    double[] state = new double[4];
    simulation(options).ensemble().design().initialCondition(1, state);
    assertThat(state).containsExactly(5, 6, 7, 8);
    assertThat(simulation(options).shards().rows()).isEqualTo(2);
    assertThat(notes(options))
        .containsExactly("ensemble.samples, seed and ranges are ignored: ensemble.design = file");
  }

  @Test
  void notesWhatHasNoEffect() {
    assertThat(notes("--set ensemble.file=x.csv"))
        .containsExactly("ensemble.file is ignored: ensemble.design = uniform");
    assertThat(
            notes(
                "--set ensemble.design=grid",
                "--set ensemble.samples=2500",
                "--set ensemble.seed=1"))
        .containsExactly("ensemble.seed is ignored: ensemble.design = grid");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = BAD_VALUES)
  void refusesABadValue(String key, String value, String accepted) {
    assertThatThrownBy(() -> simulation("--set " + key + "=" + value))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(key + " = " + value + " (--set): expected ")
        .hasMessageContaining(accepted)
        .message()
        .doesNotContain("\n");
  }

  private static final String BAD_VALUES =
      """
      system.name              | triple        | one of double-pendulum
      system.m1                | 0             | a positive finite number (mass of the upper bob, kg)
      system.g                 | heavy         | a number
      system.l2                | [1]           | a number
      system.l2                | true          | a number
      ensemble.design          | random        | one of uniform, grid, sobol, file
      ensemble.samples         | 0             | a whole number from 1 to 1000000000000
      ensemble.samples         | -5            | a whole number from 1 to 1000000000000
      ensemble.samples         | 1.5           | a whole number
      ensemble.samples         | 1e13          | a whole number from 1 to 1000000000000
      ensemble.samples         | 1e30          | a whole number from 1 to 1000000000000
      ensemble.samples         | 1e999999999999| a whole number
      ensemble.samples         | many          | a whole number
      ensemble.seed            | 1e30          | a whole number from -9223372036854775808
      ensemble.seed            | 0x7           | a whole number
      ensemble.theta1          | [1, -1]       | [low, high] with finite low <= high
      ensemble.theta1          | []            | two numbers [low, high]
      ensemble.theta1          | [1]           | two numbers [low, high]
      ensemble.theta1          | [0, 1, 2]     | two numbers [low, high]
      ensemble.theta1          | [0, one]      | two numbers [low, high]
      ensemble.theta1          | 1             | two numbers [low, high]
      ensemble.omega2          | [0, inf]      | [low, high] with finite low <= high
      ensemble.omega2          | [NaN, 1]      | [low, high] with finite low <= high
      solver.method            | rk5           | one of euler
      solver.rtol              | 0             | a positive finite number
      solver.rtol              | -1e-5         | a positive finite number
      solver.rtol              | NaN           | a positive finite number
      solver.rtol              | 1e999         | a positive finite number
      solver.atol              | 0             | a positive finite number
      solver.atol              | NaN           | a positive finite number
      solver.atol              | 1,5           | a number
      solver.dt0               | 0             | a positive finite number
      solver.dt0               | automatic     | auto or a number
      solver.max-steps         | 0             | a whole number from 1 to 2147483647
      solver.max-steps         | 1e30          | a whole number from
      solver.controller.kind   | pi            | one of auto, pid, constant
      solver.controller.safety | 1             | a number between 0 and 1
      solver.controller.i      | -1            | p + i + d > 0
      save.tmax                | 0             | a positive finite number of seconds
      save.tmax                | -1            | a positive finite number of seconds
      save.tmax                | NaN           | a positive finite number of seconds
      save.points              | 1             | a whole number from 2 to
      save.points              | 2.5           | a whole number
      save.points              | 99999999999   | a whole number from 2 to
      save.precision           | half          | one of double, float
      save.content             | gist          | one of trajectory, summary
      output.shards            | 0             | auto or a whole number from 1 to 1200
      output.shards            | 1201          | auto or a whole number from 1 to 1200
      output.shards            | few           | auto or a whole number
      output.compression       | gzip          | one of zstd, snappy, none
      output.encoding          | rle           | one of plain, byte-stream-split
      """;

  @Test
  void aLayoutThatSparkReadsOnRequestOnlyIsPointedOut() {
    String split = "--set output.encoding=byte-stream-split";
    assertThat(simulation(split).output().encoding()).isEqualTo(ListEncoding.BYTE_STREAM_SPLIT);
    assertThat(notes(split))
        .singleElement()
        .asString()
        .contains("byte-stream-split", "spark.sql.parquet.enableVectorizedReader = false");
  }

  @Test
  void anEmptyValueIsShownAsSuch() {
    assertThatThrownBy(() -> simulation("--set solver.rtol="))
        .hasMessage("solver.rtol = (empty) (--set): expected a number");
    assertThatThrownBy(() -> simulation("--set solver.rtol=null"))
        .hasMessage("solver.rtol = null (--set): expected a number");
  }

  @Test
  void aGridNamesTheSizesThatFillIt() {
    assertThatThrownBy(() -> simulation("--set ensemble.design=grid"))
        .hasMessageStartingWith("ensemble.samples = 1200 (default): expected 1156 or 1225");
  }

  @Test
  void refusesABadInitialConditionFile() throws IOException {
    assertThatThrownBy(() -> simulation("--set ensemble.design=file"))
        .hasMessageStartingWith("ensemble.file = (empty)");
    String missing = folder.resolve("none.csv").toString();
    assertThatThrownBy(
            () -> simulation("--set ensemble.design=file", "--set ensemble.file=" + missing))
        .hasMessageStartingWith("ensemble.file = " + missing)
        .hasMessageContaining("CSV or Parquet");
    Path bad =
        Files.writeString(
            folder.resolve("bad.csv"), "theta1,theta2,omega1,omega2\n1,2,3,4\n1,2,x,4\n");
    assertThatThrownBy(() -> simulation("--set ensemble.design=file", "--set ensemble.file=" + bad))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(bad.toString(), "line 3", "omega1", "x");
  }
}
