package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  /** Of {@code golden/data/config.json} by sha256sum. */
  private static final String HASH =
      "e73c4ef8b200256e9434a5e27501e7a40d889dd7f43e945e2b00fb9fce7ad3cc";

  @TempDir Path directory;

  private static String golden(String name) throws IOException {
    try (InputStream in = ManifestTest.class.getResourceAsStream("/golden/data/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void hashIsThatOfTheConfigurationAsOneLineOfJson() throws IOException {
    assertThat(Json.compact(Simulations.small().canonical())).isEqualTo(golden("config.json"));
    assertThat(Manifest.hash(Simulations.small().canonical())).isEqualTo(HASH);
  }

  /** File sizes and hashes aside, which change with the version of a compression library. */
  @Test
  void manifestOfASmallDataSetIsAsRecorded() throws IOException {
    Dataset dataset = DataSets.simulate(Simulations.small(), directory);
    String manifest =
        Json.pretty(dataset.manifest())
            .replaceAll("\"bytes\" : \\d+", "\"bytes\" : 0")
            .replaceAll("\"((content_|card_)?sha256)\" : \"[0-9a-f]{64}\"", "\"$1\" : \"\"");
    assertThat(manifest).isEqualTo(golden("manifest.json"));
  }

  @Test
  void readsBackTheSame() throws IOException {
    byte[] golden = golden("manifest.json").getBytes(StandardCharsets.UTF_8);
    Manifest manifest = Json.parse(golden, Manifest.class);
    assertThat(Json.pretty(manifest)).isEqualTo(golden("manifest.json"));
    assertThat(Manifest.hash(manifest.config())).isEqualTo(manifest.configSha256());
    assertThat(manifest.schema().columns()).isEqualTo(manifest.columns());
    assertThat(manifest.output()).isEqualTo(new OutputConfig(Compression.ZSTD, ListEncoding.PLAIN));
    assertThat(manifest.save()).isEqualTo(Simulations.small().save());
    assertThat(manifest.number("save.tmax")).isEqualTo(2);
  }

  /** What the card tells a stranger to do: take the digits out, hash the rest. */
  @Test
  void hashesAreThoseOfTheFiles() throws IOException {
    Manifest manifest = DataSets.simulate(Simulations.small(), directory).manifest();
    String file = Files.readString(directory.resolve("manifest.json"));
    assertThat(file).containsOnlyOnce(manifest.contentSha256());
    assertThat(
            Storage.sha256(
                file.replace(manifest.contentSha256(), "").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(manifest.contentSha256());
    assertThat(Storage.sha256(Files.readAllBytes(directory.resolve("README.md"))))
        .isEqualTo(manifest.cardSha256());
  }

  @Test
  void statisticsAreSumsOverTheShards() throws IOException {
    Manifest manifest = DataSets.simulate(Simulations.small(), directory).manifest();
    long rows = manifest.shards().stream().mapToLong(ShardRecord::rows).sum();
    long steps = manifest.shards().stream().mapToLong(shard -> shard.statistics().steps()).sum();
    assertThat(manifest.statistics().rows()).isEqualTo(rows).isEqualTo(30);
    assertThat(manifest.statistics().steps()).isEqualTo(steps);
    assertThat(manifest.shards().get(1).firstId()).isEqualTo(manifest.shards().get(0).endId());
  }

  @Test
  void aMissingNumberIsNamed() {
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            Manifest.FORMAT_VERSION,
            "",
            "",
            Map.of("save.tmax", "soon"),
            "",
            Map.of(),
            List.of(),
            ShardStatistics.empty(),
            List.of());
    assertThatThrownBy(() -> manifest.number("save.tmax"))
        .hasMessage("manifest.json: save.tmax = soon: expected a number");
  }
}
