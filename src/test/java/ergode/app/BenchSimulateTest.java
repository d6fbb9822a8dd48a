package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short runs: what is printed and written, never how large a value is. */
class BenchSimulateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Cli bench(String... options) {
    Stream<String> quick =
        Stream.of(
            "bench", "simulate", "--repeats=2", "--seconds=0.01", "--warm-up=0.02", "--dir", dir());
    return Cli.run(Stream.concat(quick, Stream.of(options)).toArray(String[]::new));
  }

  private String dir() {
    return folder.resolve("data").toString();
  }

  private List<JsonNode> figures(Cli cli) throws IOException {
    assertThat(cli.exitCode()).as(() -> String.join("\n", cli.err())).isZero();
    List<JsonNode> figures = new ArrayList<>();
    for (String line : cli.out()) {
      JsonNode figure = JSON.readTree(line);
      assertThat(figure.fieldNames())
          .toIterable()
          .containsExactly("name", "value", "unit", "conditions");
      assertThat(figure.get("value").doubleValue()).as(line).isPositive().isFinite();
      figures.add(figure);
    }
    return figures;
  }

  private static List<String> names(List<JsonNode> figures) {
    return figures.stream().map(figure -> figure.get("name").textValue()).toList();
  }

  @Test
  void printsEveryFigureWithItsConditionsAndWritesTheReport() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    Path report = folder.resolve("report");
    Cli cli = bench("--report", report.toString(), "--set", "spark.master=local[2]");
    List<JsonNode> figures = figures(cli);
    assertThat(names(figures).stream().distinct())
        .containsExactly(
            "attempts_per_core",
            "trajectories_per_core_unsaved",
            "trajectories_per_core_saved",
            "trajectories_per_core_accurate",
            "trajectories_to_parquet",
            "trajectories_to_parquet_share_of_disk",
            "cost_seconds");
    Map<String, String> units =
        Map.of(
            "attempts_per_core", "attempts/s/core",
            "trajectories_per_core_unsaved", "trajectories/s/core",
            "trajectories_per_core_saved", "trajectories/s/core",
            "trajectories_per_core_accurate", "trajectories/s/core",
            "trajectories_to_parquet", "trajectories/s",
            "trajectories_to_parquet_share_of_disk", "1",
            "cost_seconds", "s");
    for (JsonNode figure : figures) {
      assertThat(figure.get("unit").textValue())
          .isEqualTo(units.get(figure.get("name").textValue()));
      JsonNode conditions = figure.get("conditions");
      assertThat(conditions.fieldNames())
          .toIterable()
          .contains("cpu", "vector_bits", "jvm", "cores", "warm_up_seconds", "warm_up_settled")
          .contains("statistic", "min", "max", "spread", "cpu_seconds", "load_average", "date")
          .contains("ergode", "method", "tolerance", "tmax", "save_points", "trajectories");
      assertThat(conditions.get("repeats").intValue()).isEqualTo(2);
      assertThat(figure.get("value").doubleValue())
          .isBetween(conditions.get("min").doubleValue(), conditions.get("max").doubleValue());
    }
    accurateIsAccurate(figures.get(3).get("conditions"));
    JsonNode parquet = figures.get(4).get("conditions");
    assertThat(parquet.get("file_system").textValue()).isNotBlank();
    assertThat(parquet.get("disk_write_mb_per_s").doubleValue()).isPositive();
    assertThat(parquet.get("cores").intValue()).isEqualTo(2);
    assertThat(parquet.get("data_set_bytes").longValue())
        .as("bytes of the states alone, which hardly compress")
        .isGreaterThan(parquet.get("trajectories").longValue() * 4 * 8 * 1000 * 9 / 10);
    costsCoverWhatVaries(figures.subList(6, figures.size()));
    assertThat(folder.resolve("data")).as("what was written is removed").isEmptyDirectory();

    assertThat(Files.readString(report.resolve("report.html")))
        .contains("Cost model", "figure-cost-trajectories", "trajectories_to_parquet");
    assertThat(report)
        .isDirectoryContaining("glob:**/cost-trajectories.png")
        .isDirectoryContaining("glob:**/cost-save-points.png")
        .isDirectoryContaining("glob:**/cost-tolerance.png");
  }

  private static void accurateIsAccurate(JsonNode conditions) {
    assertThat(conditions.get("method").textValue()).isEqualTo("dop853");
    assertThat(conditions.get("save_points").intValue()).isEqualTo(1_000);
    assertThat(conditions.get("median_theta_error").doubleValue())
        .isPositive()
        .isLessThanOrEqualTo(1e-9);
    assertThat(conditions.get("reference_tolerance").doubleValue()).isEqualTo(1e-13);
  }

  private static void costsCoverWhatVaries(List<JsonNode> costs) {
    int cores = Math.min(2, Runtime.getRuntime().availableProcessors());
    for (String varied : List.of("trajectories", "save_points", "tolerance")) {
      List<JsonNode> series =
          costs.stream()
              .map(cost -> cost.get("conditions"))
              .filter(conditions -> conditions.get("varied").textValue().equals(varied))
              .toList();
      for (int used = 1; used <= cores; used++) {
        int wanted = used;
        assertThat(series)
            .filteredOn(conditions -> conditions.get("cores").intValue() == wanted)
            .extracting(conditions -> conditions.get(varied).doubleValue())
            .as(varied)
            .hasSizeGreaterThanOrEqualTo(4)
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void onlyMeasuresWhatIsNamedAndKeepsToTheProblem() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    Cli cli =
        bench(
            "--only=trajectories_per_core_saved",
            "--only=attempts_per_core",
            "--set",
            "backend=reference",
            "--set",
            "save.points=7");
    List<JsonNode> figures = figures(cli);
    assertThat(names(figures)).containsExactly("attempts_per_core", "trajectories_per_core_saved");
    assertThat(cli.err())
        .contains("note: save.points (--set) is ignored: ergode bench simulate does not use it");
    JsonNode conditions = figures.get(1).get("conditions");
    assertThat(conditions.get("save_points").intValue()).isEqualTo(1_000);
    assertThat(conditions.get("vector_bits").intValue()).isZero();
    assertThat(conditions.get("backend").textValue()).startsWith("reference");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only=speed | --only = speed: expected one of attempts_per_core,"
            + " trajectories_per_core_un",
        "--repeats=0 | --repeats = 0: expected a whole number from 1 to 1000",
        "--seconds=0 | --seconds = 0.0: expected a positive number of seconds",
        "--seconds=NaN | --seconds = NaN: expected a positive number of seconds",
        "--warm-up=-1 | --warm-up = -1.0: expected a positive number of seconds",
        "--dir=/no/such/place | --dir = /no/such/place: expected a local directory",
        "--set=backend=gpu | backend = gpu (--set): expected one of auto, reference, simd",
        "--repeats=many | --repeats"
      })
  void refusesBadInput(String option, String message) {
    Cli cli = Cli.run("bench", "simulate", option);
    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).hasSize(1);
    assertThat(cli.err().get(0)).contains(message);
  }

  @Test
  void refusesAReportOverSomethingElse() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(folder.resolve("thesis.tex"), "x");
    Cli cli = bench("--report", folder.toString());
    assertThat(cli.exitCode()).isEqualTo(3);
    assertThat(cli.out()).isEmpty();
  }
}
