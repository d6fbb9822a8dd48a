package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code validate} says of a damaged data set, and what a script sees of it. */
class ValidateTest {
  private static final String FIRST = "data/train-00000-of-00002.parquet";
  private static final String SECOND = "data/train-00001-of-00002.parquet";

  @TempDir static Path shared;
  private static Path sound;
  private static Path foreign;

  @TempDir Path folder;
  private Path set;

  @BeforeAll
  static void simulate() {
    sound = simulate("sound", "42");
    foreign = simulate("foreign", "7");
  }

  private static Path simulate(String name, String seed) {
    Path out = shared.resolve(name);
    String[] command = {"simulate", "--out", out.toString(), "--master", "local[1]", "--quiet"};
    String[] settings = {
      "-Densemble.seed=" + seed, "-Densemble.samples=8", "-Dsave.points=50", "-Doutput.shards=2"
    };
    Cli cli = Cli.run(Stream.of(command, settings).flatMap(Stream::of).toArray(String[]::new));
    assertThat(cli.exitCode()).isZero();
    return out;
  }

  @BeforeEach
  void copy() throws IOException {
    set = folder.resolve("set");
    try (Stream<Path> files = Files.walk(sound)) {
      for (Path file : files.toList()) {
        Files.copy(file, set.resolve(sound.relativize(file)));
      }
    }
  }

  /** The lines about findings, which end with their number. */
  private List<String> findings() {
    Cli cli = Cli.run("validate", set.toString(), "--master", "local[1]", "--quiet");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exitCode()).isEqualTo(ExitCodes.FAILED);
    List<String> lines = cli.out();
    int warnings = lines.indexOf("warnings      none");
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo("findings      " + (lines.size() - 2 - warnings));
    return lines.subList(warnings + 1, lines.size() - 1);
  }

  private static int footer(byte[] file) {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    return file.length - 8 - length;
  }

  /** The header of the first page is right behind the magic. */
  @ParameterizedTest
  @CsvSource({"magic, 1", "page header, 6", "page, 900", "footer, -5", "magic, -1"})
  void aFlippedBit(String what, int at) throws IOException {
    byte[] content = Files.readAllBytes(set.resolve(SECOND));
    int position = at > 0 ? at : content.length + at;
    if (what.equals("footer")) {
      position = footer(content) + 100;
    }
    content[position] ^= 1;
    Files.write(set.resolve(SECOND), content);
    assertThat(findings())
        .isNotEmpty()
        .allMatch(line -> line.startsWith(SECOND + ": "))
        .anyMatch(line -> line.contains("SHA-256 is "));
  }

  @Test
  void aMissingShard() throws IOException {
    Files.delete(set.resolve(FIRST));
    assertThat(findings()).containsExactly(FIRST + ": is missing");
  }

  @Test
  void aTruncatedShard() throws IOException {
    byte[] content = Files.readAllBytes(set.resolve(FIRST));
    Files.write(set.resolve(FIRST), Arrays.copyOf(content, content.length / 2));
    assertThat(findings())
        .anyMatch(line -> line.startsWith(FIRST + ": length is " + content.length / 2 + " bytes"))
        .allMatch(line -> line.startsWith(FIRST + ": "));
  }

  @Test
  void aDuplicatedShard() throws IOException {
    Files.copy(set.resolve(FIRST), set.resolve(SECOND), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(set.resolve(FIRST), set.resolve("data/again.parquet"));
    assertThat(findings())
        .anyMatch(line -> line.startsWith(SECOND + ": SHA-256") && line.endsWith(FIRST))
        .contains("data/again.parquet: is not in the manifest: it has the bytes of " + FIRST)
        .noneMatch(line -> line.startsWith(FIRST));
  }

  /** From another seed; the manifest is edited so that all its hashes are right. */
  @Test
  void aForeignShardWithConsistentHashes() throws IOException {
    Files.copy(foreign.resolve(SECOND), set.resolve(SECOND), StandardCopyOption.REPLACE_EXISTING);
    Map<String, String> mine = DataSets.bytes(sound);
    Map<String, String> theirs = DataSets.bytes(foreign);
    String manifest = Files.readString(set.resolve("manifest.json"));
    String edited =
        manifest
            .replace(mine.get(SECOND), theirs.get(SECOND))
            .replace(
                "\"bytes\" : " + Files.size(sound.resolve(SECOND)),
                "\"bytes\" : " + Files.size(foreign.resolve(SECOND)));
    String sealed =
        edited.replaceFirst(
            "(\"content_sha256\" : \")[0-9a-f]+",
            "$1" + Manifest.contentHash(edited.getBytes(StandardCharsets.UTF_8)));
    Files.writeString(set.resolve("manifest.json"), sealed);
    assertThat(findings())
        .anyMatch(line -> line.startsWith(SECOND + ": footer entry ergode.seed is 7, expected 42"))
        .anyMatch(line -> line.startsWith(SECOND + ": sim_id 4: theta1_0 is "))
        .allMatch(line -> line.startsWith(SECOND) || line.startsWith("manifest.json: statistics"));
  }
}
