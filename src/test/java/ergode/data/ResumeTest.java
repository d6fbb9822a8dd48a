package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A data set is the same whichever way its shards came about. */
class ResumeTest {
  private static final String FIRST = "train-00000-of-00003.parquet";
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  private final Simulation simulation = Simulations.small();

  @TempDir Path parent;
  private Path directory;
  private Map<String, String> expected;

  @BeforeEach
  void uninterruptedRun() throws IOException {
    directory = parent.resolve("set");
    Path uninterrupted = parent.resolve("uninterrupted");
    DataSets.simulate(simulation, uninterrupted);
    expected = DataSets.bytes(uninterrupted);
    assertThat(expected).hasSize(5);
  }

  private void resume() throws IOException {
    DatasetOutput output = DataSets.claim(simulation, directory, WriteMode.RESUME);
    DataSets.finish(simulation, output, 0, 1, 2);
    assertThat(DataSets.bytes(directory)).isEqualTo(expected);
    assertThat(DataSets.tree(directory))
        .containsExactly(
            "README.md",
            "_run.json",
            "data",
            "data/train-00000-of-00003.parquet",
            "data/train-00001-of-00003.parquet",
            "data/train-00002-of-00003.parquet",
            "manifest.json");
  }

  private Path finishFirstShard() throws IOException {
    DatasetOutput output = DataSets.claim(simulation, directory, WriteMode.CREATE);
    DataSets.shard(simulation, output, 0);
    return Files.setLastModifiedTime(directory.resolve("data").resolve(FIRST), LONG_AGO);
  }

  @Test
  void theOrderOfShardsDoesNotMatter() throws IOException {
    DatasetOutput output = DataSets.claim(simulation, directory, WriteMode.CREATE);
    DataSets.finish(simulation, output, 2, 0, 1);
    assertThat(DataSets.bytes(directory)).isEqualTo(expected);
  }

  @Test
  void aFinishedShardIsKept() throws IOException {
    Path shard = finishFirstShard();
    resume();
    assertThat(Files.getLastModifiedTime(shard)).isEqualTo(LONG_AGO);
  }

  /** An overwrite that was interrupted before it had removed the old data. */
  @Test
  void filesThatNoRecordVouchesForGo() throws IOException {
    Path shard = finishFirstShard();
    Files.copy(shard, shard.resolveSibling("train-00000-of-00007.parquet"));
    resume();
  }

  @Test
  void aShardThatMovedButWasNotRecordedIsWrittenAgain() throws IOException {
    Path shard = finishFirstShard();
    Files.delete(directory.resolve("_ergode/" + FIRST + ".json"));
    resume();
    assertThat(Files.getLastModifiedTime(shard)).isNotEqualTo(LONG_AGO);
  }

  @Test
  void aLostShardIsWrittenAgain() throws IOException {
    Files.delete(finishFirstShard());
    resume();
  }

  @Test
  void aShardWithAFlippedBitIsWrittenAgain() throws IOException {
    Path shard = finishFirstShard();
    byte[] content = Files.readAllBytes(shard);
    content[content.length / 2] ^= 1;
    Files.write(shard, content);
    resume();
  }

  @Test
  void aTruncatedShardIsWrittenAgain() throws IOException {
    Path shard = finishFirstShard();
    byte[] content = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(content, content.length - 1));
    resume();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "{\"file\": \"../x\"}"})
  void anUnreadableRecordCountsAsNone(String record) throws IOException {
    finishFirstShard();
    Files.writeString(directory.resolve("_ergode/" + FIRST + ".json"), record);
    resume();
  }

  @Test
  void leftoversOfKilledTasksDisappear() throws IOException {
    finishFirstShard();
    Files.writeString(directory.resolve("_ergode/" + FIRST + ".17-0.unfinished"), "PAR1");
    Files.writeString(directory.resolve("_ergode/." + FIRST + ".json.9d.tmp"), "{");
    resume();
  }

  @Test
  void anInterruptedEndIsRepeated() throws IOException {
    DatasetOutput output = DataSets.claim(simulation, directory, WriteMode.CREATE);
    DataSets.shard(simulation, output, 0);
    DataSets.shard(simulation, output, 1);
    DataSets.shard(simulation, output, 2);
    Files.writeString(directory.resolve("README.md"), "# Half a car");
    Files.writeString(directory.resolve("_ergode/manifest.json"), "{ \"form");
    resume();
  }

  @Test
  void aFailingShardLeavesNothingBehind() throws IOException {
    DatasetOutput output = DataSets.claim(simulation, directory, WriteMode.CREATE);
    ShardWriter writer = new ShardWriter(output, DataSets.schema(simulation), simulation.output());
    assertThatThrownBy(
            () ->
                writer.write(
                    FIRST,
                    0,
                    10,
                    "1-0",
                    rows -> {
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(DataSets.tree(directory))
        .containsExactly(
            "_ergode", "_ergode/owner.json", "_ergode/plan.json", "_ergode/run", "data");
    resume();
  }
}
