package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
  private final Simulation simulation = Simulations.small();

  @TempDir Path parent;

  private static Dataset open(Path directory) throws IOException {
    return Dataset.open(DataSets.STORAGE, directory.toString());
  }

  private static void assertUnusable(Path directory, String message) {
    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  /** Replaces text in the manifest of a fresh data set. */
  private Path edited(String text, String replacement) throws IOException {
    Path directory = parent.resolve("edited");
    DataSets.simulate(simulation, directory);
    Path manifest = directory.resolve("manifest.json");
    String content = Files.readString(manifest);
    assertThat(content).contains(text);
    Files.writeString(manifest, content.replace(text, replacement));
    return directory;
  }

  @Test
  void opensWhatWasWritten() throws IOException {
    Dataset written = DataSets.simulate(simulation, parent.resolve("with space #1 %"));
    Dataset opened = open(parent.resolve("with space #1 %"));
    assertThat(Json.pretty(opened.manifest())).isEqualTo(Json.pretty(written.manifest()));
    assertThat(opened.directory()).isEqualTo(written.directory());
    assertThat(DataSets.rows(opened, row -> row.simId())).hasSize(30);
  }

  @Test
  void nothingThereIsNamed() {
    Path absent = parent.resolve("absent");
    assertUnusable(absent, "data set = " + absent + ": expected a directory with a manifest.json");
  }

  @Test
  void aFileIsNoDataSet() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");
    assertUnusable(file, "data set = " + file + ": expected a directory with a manifest.json");
  }

  @Test
  void anUnfinishedOneSaysHowToFinishIt() throws IOException {
    Path directory = parent.resolve("set");
    DataSets.claim(simulation, directory, WriteMode.CREATE);
    assertUnusable(
        directory,
        "data set = "
            + directory
            + ": expected a finished data set; this one was interrupted, the command that wrote it"
            + " completes it with --resume");
  }

  @Test
  void aNeighbourOfADataSetPointsToIt() throws IOException {
    Path directory = parent.resolve("filtered/chaotic");
    DataSets.simulate(simulation, directory);
    DataSets.simulate(simulation, parent.resolve("filtered/nonchaotic"));
    Files.writeString(parent.resolve("filtered/notes.txt"), "");
    assertUnusable(
        parent.resolve("filtered"),
        "data set = "
            + parent.resolve("filtered")
            + ": expected a directory with a manifest.json, such as those in this one: chaotic,"
            + " nonchaotic");
    assertUnusable(
        directory.resolve("data"),
        "data set = "
            + directory.resolve("data")
            + ": expected a directory with a manifest.json, such as the one that this is in");
  }

  @Test
  void anUnfinishedSweepSaysHowToFinishIt() throws IOException {
    Files.createDirectories(parent.resolve("sweep/_sweep"));
    assertUnusable(
        parent.resolve("sweep"),
        "data set = "
            + parent.resolve("sweep")
            + ": expected a finished data set; this is a sweep that was interrupted, ergode sweep"
            + " --resume completes it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "PAR1", "{\"format\": [1]}"})
  void whatIsNoManifestIsNamed(String content) throws IOException {
    Files.writeString(parent.resolve("manifest.json"), content);
    assertUnusable(
        parent,
        "file:" + parent + "/manifest.json = unreadable: expected the JSON that ergode wrote");
  }

  @ParameterizedTest
  @ValueSource(strings = {"statistics", "config", "config_sha256", "shards", "columns"})
  void aManifestWithoutAPartIsUnreadable(String part) throws IOException {
    Path directory = edited("\"" + part + "\" : ", "\"was_" + part + "\" : ");
    assertUnusable(
        directory,
        "file:" + directory + "/manifest.json = unreadable: expected the JSON that ergode wrote");
  }

  @Test
  void anotherFormatVersionIsNamed() throws IOException {
    Path directory = edited("\"format_version\" : 1", "\"format_version\" : 2, \"shards\": 7");
    assertUnusable(
        directory,
        "file:"
            + directory
            + "/manifest.json = ergode-trajectories 2: expected ergode-trajectories 1");
  }

  @Test
  void anotherToolsManifestIsNamed() throws IOException {
    Files.writeString(parent.resolve("manifest.json"), "{\"name\": \"my app\"}");
    assertUnusable(
        parent, "file:" + parent + "/manifest.json = null 0: expected ergode-trajectories 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "a/b", "..", ".hidden", "a:b", "", "s3a://x"})
  void aShardNameDoesNotLeadOut(String name) throws IOException {
    Path directory = edited("train-00001-of-00003.parquet", name);
    assertUnusable(
        directory,
        "file:"
            + directory
            + "/manifest.json: shard file = "
            + name
            + ": expected a plain file name");
  }

  @Test
  void additionsOfLaterVersionsAreSkipped() throws IOException {
    Path directory = edited("\"format_version\" : 1", "\"format_version\" : 1, \"licence\": \"x\"");
    Path manifest = directory.resolve("manifest.json");
    String hash = Manifest.contentHash(Files.readAllBytes(manifest));
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst(
                "\"content_sha256\" : \"[0-9a-f]{64}\"", "\"content_sha256\" : \"" + hash + "\""));
    assertThat(open(directory).manifest().shards()).hasSize(3);
  }

  /** Not the configuration, and not a number that could be checked otherwise. */
  @Test
  void anyOtherEditIsNoticed() throws IOException {
    Path directory = edited("\"ergode\" : \"test\"", "\"ergode\" : \"9.9\"");
    assertUnusable(
        directory,
        "file:"
            + directory
            + "/manifest.json = changed since it was written: expected the content that its"
            + " content_sha256 is of");
  }

  @Test
  void anEditedConfigurationIsNoticed() throws IOException {
    Path directory = edited("double-pendulum", "magnet");
    assertUnusable(
        directory,
        "file:"
            + directory
            + "/manifest.json = inconsistent: expected shards, and a configuration that matches its"
            + " hash");
  }
}
