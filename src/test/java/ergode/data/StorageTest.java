package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {
  private final Storage storage = new Storage(Map.of());

  @TempDir Path directory;

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "with space", "100%", "a%20b", "a#b", "a?b", "b[1]*{x}", "théta", "a+b"})
  void oddNamesAreTakenLiterally(String name) throws IOException {
    Path expected = directory.resolve(name);
    for (String location : List.of(expected.toString(), "file:" + expected, "file://" + expected)) {
      storage.write(
          new org.apache.hadoop.fs.Path(storage.path(location), "text"), "written to " + location);
      assertThat(expected.resolve("text")).hasContent("written to " + location);
    }
    assertThat(DataSets.tree(directory)).containsExactly(name, name + "/text");
  }

  @Test
  void aRelativePathStartsAtTheWorkingDirectory() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    assertThat(Path.of(storage.path("runs/../my runs").toUri())).isEqualTo(here.resolve("my runs"));
    assertThat(Path.of(storage.path("../runs").toUri())).isEqualTo(here.resolveSibling("runs"));
    assertThat(Path.of(storage.path(".").toUri())).isEqualTo(here);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "nosuchscheme://host/x", "file:relative"})
  void whatIsNoPathIsNamed(String location) {
    assertThatThrownBy(() -> storage.path(location))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("path = " + location + ": expected a path or URI (");
  }

  @Test
  void noSideFilesAreLeft() throws IOException {
    storage.write(hadoop(directory.resolve("a")), "one");
    storage.write(hadoop(directory.resolve("a")), "two");
    storage.moveInto(hadoop(directory.resolve("a")), hadoop(directory.resolve("b")));
    assertThat(DataSets.tree(directory)).containsExactly("b");
    assertThat(directory.resolve("b")).hasContent("two");
  }

  @Test
  void movingReplaces() throws IOException {
    storage.write(hadoop(directory.resolve("old")), "old");
    storage.write(hadoop(directory.resolve("new")), "new");
    storage.moveInto(hadoop(directory.resolve("new")), hadoop(directory.resolve("old")));
    assertThat(directory.resolve("old")).hasContent("new");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void movingNothingIsAnErrorAndRemovesNothing() throws IOException {
    Files.writeString(directory.resolve("b"), "finished");
    assertThatThrownBy(
            () ->
                storage.moveInto(
                    hadoop(directory.resolve("absent")), hadoop(directory.resolve("b"))))
        .isInstanceOf(IOException.class);
    assertThat(directory.resolve("b")).hasContent("finished");
  }

  @Test
  void whatIsNotThereIsEmpty() throws IOException {
    org.apache.hadoop.fs.Path absent = hadoop(directory.resolve("absent"));
    assertThat(storage.exists(absent)).isFalse();
    assertThat(storage.isFile(absent)).isFalse();
    assertThat(storage.list(absent)).isEmpty();
    storage.delete(absent);
    Files.writeString(directory.resolve("file"), "");
    assertThat(storage.isFile(hadoop(directory.resolve("file/below")))).isFalse();
  }

  /** FIPS 180-4's example. */
  @Test
  void sha256IsTheStandardOne() throws IOException {
    String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(Storage.sha256("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(expected);
    Files.writeString(directory.resolve("abc"), "abc");
    assertThat(storage.sha256(hadoop(directory.resolve("abc")))).isEqualTo(expected);
    assertThat(storage.length(hadoop(directory.resolve("abc")))).isEqualTo(3);
  }

  @Test
  void aTaskSeesTheSettingsOfTheDriver() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      Storage configured = new Storage(Map.of("fs.s3a.endpoint", "http://minio:9000"));
      assertThat(configured.configuration().get("fs.s3a.endpoint")).isEqualTo("http://minio:9000");
      out.writeObject(configured);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Storage received = (Storage) in.readObject();
      assertThat(received.configuration().get("fs.s3a.endpoint")).isEqualTo("http://minio:9000");
      assertThat(received.configuration().get("fs.file.impl")).contains("RawLocalFileSystem");
    }
  }
}
