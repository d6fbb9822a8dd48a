package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardValidationTest {
  @TempDir Path directory;
  private Dataset dataset;
  private ShardRecord shard;
  private Path file;

  @BeforeEach
  void simulate() throws IOException {
    Simulations few = new Simulations();
    few.maxSteps = 40;
    dataset = DataSets.simulate(few.build(), directory);
    shard = dataset.manifest().shards().get(1);
    file = directory.resolve("data").resolve(shard.file());
  }

  private List<String> findings(ShardRecord record) {
    return ShardValidation.run(dataset, record, DataSets.STORAGE).findings();
  }

  private ShardRecord record(
      long bytes, String sha256, long first, long end, ShardStatistics sums) {
    return new ShardRecord(shard.file(), shard.rows(), bytes, sha256, first, end, sums);
  }

  @Test
  void aSoundShardHasNoFindings() {
    ShardValidation.Result result = ShardValidation.run(dataset, shard, DataSets.STORAGE);
    assertThat(result.findings()).isEmpty();
    assertThat(result.statistics()).isEqualTo(shard.statistics());
  }

  @Test
  void aMissingFileIsFound() throws IOException {
    Files.delete(file);
    assertThat(findings(shard)).containsExactly("data/" + shard.file() + " is missing");
  }

  @Test
  void aTruncatedFileIsFound() throws IOException {
    Files.write(file, new byte[] {1, 2, 3});
    assertThat(findings(shard))
        .containsExactly(
            "data/" + shard.file() + " has 3 bytes, the manifest says " + shard.bytes());
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 3] ^= 4;
    Files.write(file, content);
    assertThat(findings(shard))
        .containsExactly(
            "data/%s has SHA-256 %s, the manifest says %s"
                .formatted(shard.file(), Storage.sha256(content), shard.sha256()));
  }

  @Test
  void anUnreadableFileWithTheRightHashIsFound() throws IOException {
    byte[] content = {'P', 'A', 'R', '2'};
    Files.write(file, content);
    ShardRecord forged = record(4, Storage.sha256(content), 10, 20, shard.statistics());
    assertThat(findings(forged))
        .singleElement()
        .asString()
        .startsWith("data/" + shard.file() + " cannot be read: ");
  }

  @Test
  void wrongIdsAreFound() {
    ShardRecord shifted = record(shard.bytes(), shard.sha256(), 9, 21, shard.statistics());
    assertThat(findings(shifted))
        .containsExactly(
            "data/" + shard.file() + " has sim_id 10 where 9 is due",
            "data/" + shard.file() + " ends before sim_id 20, the manifest says 21");
  }

  @Test
  void wrongStatisticsAreFound() {
    ShardStatistics wrong = new ShardStatistics(10, Map.of("ok", 10L), 1, 0, 0);
    assertThat(findings(record(shard.bytes(), shard.sha256(), 10, 20, wrong)))
        .containsExactly(
            "data/%s has statistics %s, the manifest says %s"
                .formatted(shard.file(), shard.statistics(), wrong));
  }
}
