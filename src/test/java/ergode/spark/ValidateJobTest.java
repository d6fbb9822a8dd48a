package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Manifest;
import ergode.data.Simulations;
import ergode.data.WriteMode;
import ergode.data.validation.DatasetCheck;
import ergode.data.validation.ShardValidation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the files of a finished data set is found and named. */
class ValidateJobTest {
  private static final String FIRST = "data/train-00000-of-00003.parquet";
  private static final String SECOND = "data/train-00001-of-00003.parquet";
  private static final String THIRD = "data/train-00002-of-00003.parquet";

  private final ValidateJob job = new ValidateJob(LocalSpark.session(), DataSets.STORAGE);

  @TempDir static Path original;
  @TempDir Path directory;
  private Dataset dataset;

  @BeforeAll
  static void simulate() throws IOException {
    DataSets.simulate(Simulations.small(), original);
  }

  @BeforeEach
  void copy() throws IOException {
    Files.createDirectory(file("data"));
    for (String name : List.of(FIRST, SECOND, THIRD, "manifest.json", "README.md", "_run.json")) {
      Files.copy(original.resolve(name), file(name));
    }
    dataset = Dataset.open(DataSets.STORAGE, directory.toString());
  }

  private List<String> findings() throws IOException {
    return job.run(DatasetCheck.run(DataSets.STORAGE, directory.toString()), 6, 0, n -> {})
        .findings()
        .lines();
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private String sha256(String name) throws IOException {
    return DataSets.STORAGE.sha256(new org.apache.hadoop.fs.Path(file(name).toUri()));
  }

  private long bytes(int shard) {
    return dataset.manifest().shards().get(shard).bytes();
  }

  private String hash(int shard) {
    return dataset.manifest().shards().get(shard).sha256();
  }

  @Test
  void aSoundDataSetHasNoFindings() throws IOException {
    AtomicLong rows = new AtomicLong();
    ShardValidation.Result result = job.run(dataset, rows::addAndGet);
    assertThat(result.findings().lines()).isEmpty();
    assertThat(result.warnings().lines()).isEmpty();
    assertThat(result.statistics()).isEqualTo(dataset.manifest().statistics());
    assertThat(result.recomputed()).isEqualTo(30);
    assertThat(result.largestShare()).isBetween(1e-4, 0.5);
    assertThat(rows).hasValue(30);
    // of 30 draws from the square of +-pi/2, about 88 % have too little energy
    assertThat(result.flips().unable()).isBetween(20L, 30L);
    assertThat(result.flips().impossible()).isZero();
  }

  @Test
  void aSampleVisitsEveryFileAndIsTheSameAgain() throws IOException {
    DatasetCheck.Result checked = DatasetCheck.run(DataSets.STORAGE, directory.toString());
    assertThat(job.run(checked, 3, 5, n -> {}).recomputed()).isEqualTo(3);
    assertThat(job.run(checked, 0, 5, n -> {}).recomputed()).isZero();
  }

  /** One byte of one file, anywhere: the file is named, and no other. */
  @RepeatedTest(60)
  void aChangedByteIsFound(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    List<String> names = List.of(FIRST, SECOND, THIRD, "manifest.json", "README.md");
    String name = names.get(random.nextInt(names.size()));
    byte[] content = Files.readAllBytes(file(name));
    int at = random.nextInt(content.length);
    content[at] ^= (byte) (1 + random.nextInt(255));
    Files.write(file(name), content);
    List<String> findings = findings();
    assertThat(findings)
        .as("byte %d of %s", at, name)
        .anyMatch(line -> line.startsWith(name + ": "));
    if (!name.equals("manifest.json")) {
      assertThat(findings).allMatch(line -> line.startsWith(name + ": "));
    }
  }

  @Test
  void aFlippedBitIsNamedWithBothHashes() throws IOException {
    byte[] content = Files.readAllBytes(file(SECOND));
    content[content.length / 3] ^= 4;
    Files.write(file(SECOND), content);
    assertThat(findings())
        .containsExactly(SECOND + ": SHA-256 is " + sha256(SECOND) + ", expected " + hash(1));
  }

  @Test
  void aMissingShardIsFound() throws IOException {
    Files.delete(file(SECOND));
    assertThat(findings()).containsExactly(SECOND + ": is missing");
  }

  @Test
  void allShardsMissingAreAllNamed() throws IOException {
    for (String name : List.of(FIRST, SECOND, THIRD)) {
      Files.delete(file(name));
    }
    Files.delete(file("data"));
    assertThat(findings())
        .containsExactly(FIRST + ": is missing", SECOND + ": is missing", THIRD + ": is missing");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.5, 0.999})
  void aTruncatedShardIsFound(double part) throws IOException {
    byte[] content = Files.readAllBytes(file(THIRD));
    int length = (int) (part * content.length);
    Files.write(file(THIRD), Arrays.copyOf(content, length));
    assertThat(findings())
        .containsExactly(
            THIRD + ": length is " + length + " bytes, expected " + bytes(2),
            THIRD + ": SHA-256 is " + sha256(THIRD) + ", expected " + hash(2));
  }

  @Test
  void aDuplicatedShardIsFound() throws IOException {
    Files.copy(file(SECOND), file("data/train-00001-of-00003 (copy).parquet"));
    assertThat(findings())
        .containsExactly(
            "data/train-00001-of-00003 (copy).parquet: is not in the manifest: it has the bytes of "
                + SECOND);
  }

  @Test
  void aShardInThePlaceOfAnotherIsFound() throws IOException {
    Files.copy(file(SECOND), file(THIRD), StandardCopyOption.REPLACE_EXISTING);
    assertThat(findings())
        .contains(
            THIRD
                + ": SHA-256 is "
                + hash(1)
                + ", expected "
                + hash(2)
                + ": these are the bytes of "
                + SECOND)
        .allMatch(line -> line.startsWith(THIRD));
  }

  @Test
  void aRenamedShardIsFound() throws IOException {
    Files.move(file(FIRST), file("data/part-0.parquet"));
    assertThat(findings())
        .containsExactly(
            "data/part-0.parquet: is not in the manifest: it has the bytes of " + FIRST,
            FIRST + ": is missing");
  }

  @Test
  void swappedShardsAreFound() throws IOException {
    Files.move(file(FIRST), file("data/x"));
    Files.move(file(SECOND), file(FIRST));
    Files.move(file("data/x"), file(SECOND));
    assertThat(findings())
        .anyMatch(line -> line.startsWith(FIRST) && line.endsWith("bytes of " + SECOND))
        .anyMatch(line -> line.startsWith(SECOND) && line.endsWith("bytes of " + FIRST));
  }

  @Test
  void aShardOfAnotherConfigurationIsFound(@TempDir Path other) throws IOException {
    Simulations sevenths = new Simulations();
    sevenths.seed = 7;
    DataSets.simulate(sevenths.build(), other);
    Files.copy(other.resolve(SECOND), file(SECOND), StandardCopyOption.REPLACE_EXISTING);
    assertThat(findings())
        .isNotEmpty()
        .allMatch(line -> line.startsWith(SECOND))
        .anyMatch(
            line ->
                line.endsWith(
                    "its footer names the configuration "
                        + Manifest.hash(sevenths.build().canonical())));
  }

  @ParameterizedTest
  @CsvSource({
    "data/notes.txt, data/notes.txt",
    "data/.train-00001-of-00003.parquet.crc, data/.train-00001-of-00003.parquet.crc",
    "data/train-00003-of-00004.parquet, data/train-00003-of-00004.parquet"
  })
  void aForeignFileAmongTheShardsIsFound(String name, String place) throws IOException {
    Files.writeString(file(name), "hello");
    assertThat(findings()).containsExactly(place + ": is not in the manifest");
  }

  @Test
  void aFolderAmongTheShardsIsFound() throws IOException {
    Files.createDirectory(file("data/_temporary"));
    assertThat(findings()).containsExactly("data/_temporary: is not in the manifest");
  }

  @Test
  void aFolderInThePlaceOfAShardIsFound() throws IOException {
    Files.delete(file(THIRD));
    Files.createDirectory(file(THIRD));
    assertThat(findings()).containsExactly(THIRD + ": is not a file");
  }

  @Test
  void leftoversOfAnInterruptedRunAreFound() throws IOException {
    Files.createDirectories(file("_ergode"));
    assertThat(findings())
        .containsExactly(
            "_ergode/: left behind by an interrupted run; simulate --resume removes it");
    // as the finding advises
    DatasetOutput.claim(
        DataSets.STORAGE,
        directory.toString(),
        DataSets.plan(Simulations.small()),
        WriteMode.RESUME);
    assertThat(findings()).isEmpty();
  }

  @Test
  void aCardThatIsMissingIsFound() throws IOException {
    Files.delete(file("README.md"));
    assertThat(findings()).containsExactly("README.md: is missing");
  }

  @Test
  void severalThingsAtOnceAreAllFound() throws IOException {
    Files.delete(file(FIRST));
    Files.write(file(SECOND), new byte[] {1});
    Files.writeString(file("README.md"), "# mine");
    Files.writeString(file("data/x"), "");
    assertThat(findings())
        .extracting(line -> line.replaceFirst(": .*", ""))
        .containsExactly("README.md", "data/x", FIRST, SECOND, SECOND);
  }

  /** Both hashes of a manifest are right, and still it is not what was written. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"rows\" : 10, | \"rows\" : 11, |"
            + " manifest.json: rows of train-00000-of-00003.parquet is 11, expected 10",
        "\"end_id\" : 20, | \"end_id\" : 21, |"
            + " manifest.json: range of train-00001-of-00003.parquet is 10 <= sim_id < 21,"
            + " expected 10 <= sim_id < 20",
        "train-00002-of-00003 | train-00002-of-00004 |"
            + " manifest.json: does not name the shard train-00002-of-00003.parquet",
        "\"unit\" : \"kg\" | \"unit\" : \"lb\" | manifest.json: columns is ",
        "\"format_version\" : 1 | \"format_version\" : 2 |"
            + " manifest.json: format_version is 2, expected 1",
        "\"save.tmax\" : 2.0 | \"save.tmax\" : 3.0 | manifest.json: config_sha256 is ",
        "\"rejected\" : 340, | \"rejected\" : 341, | manifest.json: statistics is ",
      })
  void aManifestThatContradictsItselfIsFound(String text, String replacement, String finding)
      throws IOException {
    String content = Files.readString(file("manifest.json"));
    assertThat(content).contains(text);
    String edited = content.replace(text, replacement);
    String sealed =
        edited.replace(
            dataset.manifest().contentSha256(),
            Manifest.contentHash(edited.getBytes(StandardCharsets.UTF_8)));
    Files.writeString(file("manifest.json"), sealed);
    assertThat(findings()).anyMatch(line -> line.startsWith(finding));
    assertThat(findings()).noneMatch(line -> line.contains("has changed since"));
  }

  @Test
  void aManifestThatCannotBeReadIsOneFinding() throws IOException {
    Files.writeString(file("manifest.json"), "{\"format\" : ");
    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("manifest.json: cannot be read, expected the JSON that ergode wrote (");
  }

  /** A wrong hash in the manifest, and a file that Parquet cannot read, but has that hash. */
  @Test
  void anUnreadableFileWithTheRightHashIsFound() throws IOException {
    byte[] content = "PAR2".getBytes(StandardCharsets.US_ASCII);
    Files.write(file(FIRST), content);
    String manifest =
        Files.readString(file("manifest.json"))
            .replace(hash(0), sha256(FIRST))
            .replace("\"bytes\" : " + bytes(0), "\"bytes\" : 4");
    Files.writeString(file("manifest.json"), manifest);
    assertThat(findings())
        .anyMatch(line -> line.startsWith(FIRST + ": cannot be read: "))
        .anyMatch(line -> line.startsWith("manifest.json: has changed"));
  }
}
