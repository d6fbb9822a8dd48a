package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetCardTest {
  @TempDir Path directory;

  private String card(Simulation simulation) throws IOException {
    DataSets.simulate(simulation, directory);
    return Files.readString(directory.resolve("README.md"));
  }

  @Test
  void frontMatterIsThatOfTheHub() throws IOException {
    String card = card(Simulations.small());
    long bytes =
        Dataset.open(DataSets.STORAGE, directory.toString()).manifest().shards().stream()
            .mapToLong(ShardRecord::bytes)
            .sum();
    assertThat(card)
        .startsWith(
            """
            ---
            pretty_name: Double pendulum, 30 trajectories
            tags:
            - physics
            - dynamical-systems
            - chaos
            - ordinary-differential-equations
            size_categories:
            - n<1K
            configs:
            - config_name: default
              data_files:
              - split: train
                path: data/train-*.parquet
            dataset_info:
              splits:
              - name: train
                num_examples: 30
              download_size: %d
            ---
            """
                .formatted(bytes));
  }

  @Test
  void everyColumnAndKeyIsThere() throws IOException {
    Simulation simulation = Simulations.small();
    String card = card(simulation);
    DataSets.schema(simulation)
        .columns()
        .forEach(
            column ->
                assertThat(card)
                    .contains(
                        "| `%s` | %s | %s |"
                            .formatted(column.name(), column.type().sql(), column.unit())));
    simulation.canonical().keySet().forEach(key -> assertThat(card).contains("| `" + key + "` |"));
    assertThat(card)
        .contains("| `g` | 9.8 | m/s^2 | acceleration of gravity |")
        .contains("its scale 29.4")
        .contains("Configuration SHA-256: `" + Manifest.hash(simulation.canonical()) + "`")
        .contains("Versions: ergode test, parquet " + Version.VERSION_NUMBER + ".")
        .contains("| status `ok` | 30 |");
  }

  /** Numbers of a YAML header are not written in the digits of somebody's language. */
  @Test
  void theLocaleDoesNotMatter() throws IOException {
    String card = card(Simulations.small());
    Manifest manifest = Dataset.open(DataSets.STORAGE, directory.toString()).manifest();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(DatasetCard.of(manifest)).isEqualTo(card);
    } finally {
      Locale.setDefault(before);
    }
  }

  /** A bar inside a cell would start another. */
  @Test
  void tablesHaveTheSameNumberOfCellsInEveryRow() throws IOException {
    List<String> table =
        card(Simulations.small())
            .lines()
            .dropWhile(line -> !line.equals("| column | type | unit | meaning |"))
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(table).hasSize(2 + 23);
    assertThat(table)
        .allSatisfy(line -> assertThat(line.split("(?<!\\\\)\\|", -1)).as(line).hasSize(6));
  }

  @ParameterizedTest
  @CsvSource({
    "999, n<1K",
    "1000, 1K<n<10K",
    "99999, 10K<n<100K",
    "100000, 100K<n<1M",
    "1000000000, n>1B"
  })
  void sizeClassIsThatOfTheHub(long rows, String sizeClass) throws IOException {
    Manifest small = DataSets.simulate(Simulations.small(), directory).manifest();
    Manifest manifest =
        new Manifest(
            small.format(),
            small.formatVersion(),
            small.contentSha256(),
            small.cardSha256(),
            small.config(),
            small.configSha256(),
            small.versions(),
            small.columns(),
            new ShardStatistics(rows, Map.of("ok", rows), 0, 0, 0),
            small.shards());
    assertThat(DatasetCard.of(manifest)).contains("size_categories:\n- " + sizeClass + "\n");
  }
}
