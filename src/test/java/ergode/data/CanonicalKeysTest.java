package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.design.FileDesign;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalKeysTest {

  private record File(Map<String, Object> config) {}

  /** The keys as a manifest has them: written as JSON and read again. */
  private static Map<String, Object> recorded(Simulation simulation) throws IOException {
    String json = Json.pretty(new File(simulation.canonical()));
    return new TreeMap<>(Json.parse(json.getBytes(StandardCharsets.UTF_8), File.class).config());
  }

  static Stream<Consumer<Simulations>> variations() {
    return Stream.of(
        simulation -> {},
        simulation -> simulation.kind = EnsembleConfig.Kind.SOBOL,
        simulation -> {
          simulation.kind = EnsembleConfig.Kind.GRID;
          simulation.samples = 25;
        },
        simulation -> simulation.seed = Long.MIN_VALUE,
        simulation -> simulation.seed = Long.MAX_VALUE,
        simulation -> simulation.halfWidth = 1e-300,
        simulation -> simulation.method = "rk4",
        simulation -> simulation.method = "dop853",
        simulation -> simulation.tolerance = 1.0 / 3e7,
        simulation -> simulation.dt0 = 0.1 + 0.2,
        simulation -> simulation.maxSteps = Integer.MAX_VALUE,
        simulation -> simulation.tmax = 1e-100,
        simulation -> simulation.points = 10_000_000,
        simulation -> simulation.precision = Precision.FLOAT,
        simulation -> simulation.shards = 1,
        simulation -> simulation.compression = Compression.NONE,
        simulation -> simulation.parameters.put("g", 1e22),
        simulation ->
            simulation.controller =
                new ControllerConfig(ControllerConfig.Kind.PID, -0.1, 0.7, 0.1, 0.8, 0.1, 3),
        simulation ->
            simulation.controller =
                new ControllerConfig(ControllerConfig.Kind.CONSTANT, 1, 1, 1, 0.5, 0.2, 2));
  }

  @ParameterizedTest
  @MethodSource("variations")
  void givesTheSimulationBack(Consumer<Simulations> variation) throws IOException {
    Simulations varied = new Simulations();
    variation.accept(varied);
    Simulation simulation = varied.build();
    Simulation again = Simulation.of(recorded(simulation));
    assertThat(again.canonical()).isEqualTo(simulation.canonical());
    assertThat(again.system()).isEqualTo(simulation.system());
    assertThat(again.save()).isEqualTo(simulation.save());
    assertThat(again.shards()).isEqualTo(simulation.shards());
    assertThat(again.output()).isEqualTo(simulation.output());
    assertThat(again.solver().settings(again.save().saveAt()))
        .isEqualTo(simulation.solver().settings(simulation.save().saveAt()));
    double[] first = new double[4];
    double[] second = new double[4];
    for (long id = 0; id < simulation.shards().rows(); id++) {
      simulation.ensemble().design().initialCondition(id, first);
      again.ensemble().design().initialCondition(id, second);
      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void aFileOfInitialStatesIsKnownByItsHash() throws IOException {
    Simulations explicit = new Simulations();
    explicit.file = new FileDesign(4, new double[12]);
    Simulation simulation = explicit.build();
    Simulation again = Simulation.of(recorded(simulation));
    assertThat(again.canonical()).isEqualTo(simulation.canonical());
    assertThat(again.ensemble()).isEqualTo(new EnsembleConfig.Recorded(3, explicit.file.sha256()));
    assertThatThrownBy(() -> again.ensemble().design())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(explicit.file.sha256());
    assertThat(again.forShard(1)).isSameAs(again);
  }

  @Test
  void theKeysOfAFilterAreNotThoseOfTheSimulation() throws IOException {
    Map<String, Object> filtered = recorded(Simulations.small());
    filtered.put("filter.cut", 3.0);
    filtered.put("filter.side", "chaotic");
    assertThat(Simulation.of(filtered).canonical()).isEqualTo(Simulations.small().canonical());
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyIsNeeded(String key) throws IOException {
    Map<String, Object> keys = recorded(Simulations.small());
    keys.remove(key);
    assertThatThrownBy(() -> Simulation.of(keys))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(key + " = unset: expected ");
  }

  static Stream<String> keys() {
    return Simulations.small().canonical().keySet().stream();
  }

  /** A key of a later version may decide bytes in a way that nobody here knows. */
  @ParameterizedTest
  @ValueSource(strings = {"system.damping", "solver.events", "extra"})
  void aKeyThatIsNotKnownIsNamed(String key) throws IOException {
    Map<String, Object> keys = recorded(Simulations.small());
    keys.put(key, 0.5);
    assertThatThrownBy(() -> Simulation.of(keys))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            key + " = 0.5: expected unset, as this version of Ergode understands the other keys");
  }

  @ParameterizedTest
  @CsvSource({
    "save.points, many, a whole number",
    "save.tmax, long, a number",
    "ensemble.theta1, wide, '[low, high]'",
    "system.name, magnet, one of ",
    "save.precision, quad, 'one of double, float'",
    "save.content, gist, 'one of trajectory, summary'",
    "solver.method, leapfrog, one of "
  })
  void aValueThatWillNotDoIsNamed(String key, String value, String accepted) throws IOException {
    Map<String, Object> keys = recorded(Simulations.small());
    keys.put(key, value);
    assertThatThrownBy(() -> Simulation.of(keys))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(key + " = " + value + ": expected " + accepted);
  }
}
