package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.data.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTrainTest {

  @Test
  void onlyMeasuresWhatIsNamed() throws IOException {
    Cli cli =
        Cli.run(
            "bench", "train", "--only=structured_seconds", "--warm-up=0.02", "--set=save.points=7");
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    assertThat(cli.out()).hasSize(1);
    Map<?, ?> figure = Json.parse(cli.out().get(0).getBytes(StandardCharsets.UTF_8), Map.class);
    assertThat(figure.get("name")).isEqualTo("structured_seconds");
    assertThat(figure.get("unit")).isEqualTo("s");
    assertThat(((Map<?, ?>) figure.get("conditions")).keySet().stream().map(String::valueOf))
        .contains("states", "motion_mse", "threads", "backend", "cpu", "ergode")
        .doesNotContain("batch", "save_points");
    assertThat(cli.err())
        .contains("note: save.points (--set) is ignored: ergode bench train does not use it");
  }

  /**
   * The parts are measured apart; a step keeps at least its paths, 32 x 4 x 1000 doubles. On the
   * reference kernels, since vector code allocates every vector until it is compiled, and when that
   * is depends on how busy the machine is.
   */
  @Test
  void memoryOfAStepIsTheSumOfItsPartsAndBounded() throws IOException {
    Cli cli =
        Cli.run(
            "bench",
            "train",
            "--only=peak_memory_mb",
            "--repeats=2",
            "--warm-up=0.02",
            "--set=backend=reference");
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    Map<?, ?> figure = Json.parse(cli.out().get(0).getBytes(StandardCharsets.UTF_8), Map.class);
    Map<?, ?> conditions = (Map<?, ?>) figure.get("conditions");
    double held = number(conditions, "held_between_steps_mb");
    double step = number(conditions, "allocated_by_a_step_mb");
    double outside = number(conditions, "off_heap_mb");
    assertThat(number(figure, "value")).isCloseTo(held + step + outside, within(1e-9));
    assertThat(number(figure, "value")).isLessThan(200);
    assertThat(held).isGreaterThan(1);
    assertThat(step).isPositive();
    assertThat(conditions.get("batch")).isEqualTo(32);
    assertThat(conditions.get("save_points")).isEqualTo(1000);
  }

  private static double number(Map<?, ?> fields, String name) {
    return ((Number) Objects.requireNonNull(fields.get(name), name)).doubleValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only=speed | --only = speed: expected one of step_ms_500, step_ms_750, step_ms_1000,",
        "--repeats=0 | --repeats = 0: expected a whole number from 1 to 1000",
        "--set=backend=gpu | backend = gpu (--set): expected one of auto, reference, simd"
      })
  void refusesBadInput(String option, String message) {
    Cli cli = Cli.run("bench", "train", option);
    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).hasSize(1);
    assertThat(cli.err().get(0)).contains(message);
  }
}
