package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.train.Method;
import ergode.train.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations that come with Ergode mean something. */
class ShippedConfigsTest {
  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conf"))) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachIsValid(Path file) {
    Settings settings = new SettingsLoader(Map.of()).load(file.toString(), List.of());
    assertThat(SimulationSettings.of(settings).simulation().system().name())
        .isEqualTo("double-pendulum");
    assertThat(TrainingSettings.of(settings, "double-pendulum").training().recipe().steps())
        .isPositive();
    assertThat(settings.all().stream().filter(setting -> !setting.isDefault()))
        .as("keys that are not the default")
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "double-pendulum-nde.conf, 'ADAM,ADAM,ADAM'",
    "double-pendulum-nde-improved.conf, LBFGS",
    "double-pendulum-nde-structured.conf, LEAST_SQUARES",
  })
  void recipesTrainAsTheReadmeSays(String file, String methods) {
    Settings settings = new SettingsLoader(Map.of()).load("conf/" + file, List.of());
    List<Stage> stages =
        TrainingSettings.of(settings, "double-pendulum").training().recipe().stages();
    assertThat(stages)
        .extracting(Stage::method)
        .containsExactlyElementsOf(Stream.of(methods.split(",")).map(Method::valueOf).toList());
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(files()).hasSizeGreaterThan(5);
  }
}
