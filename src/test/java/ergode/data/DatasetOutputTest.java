package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which directories are taken over, and what becomes of what they hold. */
class DatasetOutputTest {
  private final Simulation simulation = Simulations.small();

  @TempDir Path parent;
  private Path directory;

  @BeforeEach
  void nameDirectory() {
    directory = parent.resolve("set");
  }

  private void claim(WriteMode mode) throws IOException {
    DataSets.claim(simulation, directory, mode);
  }

  private void assertRefused(WriteMode mode, String message) throws IOException {
    Map<String, String> before = DataSets.bytes(parent);
    assertThatThrownBy(() -> claim(mode))
        .isInstanceOf(OutputExistsException.class)
        .hasMessage(directory + " " + message);
    assertThat(DataSets.bytes(parent)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void anAbsentDirectoryIsMade(WriteMode mode) throws IOException {
    directory = parent.resolve("deep/below/set");
    claim(mode);
    assertThat(DataSets.tree(directory))
        .containsExactly(
            "_ergode", "_ergode/owner.json", "_ergode/plan.json", "_ergode/run", "data");
    assertThat(directory.resolve("_ergode/plan.json"))
        .content()
        .contains("\"config_sha256\" : \"" + Manifest.hash(simulation.canonical()) + "\"")
        .contains("\"solver.rtol\" : 1.0E-5");
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyDirectoryIsTaken(WriteMode mode) throws IOException {
    Files.createDirectory(directory);
    claim(mode);
    assertThat(directory.resolve("_ergode/plan.json")).exists();
  }

  /** A run that was killed before it had written its plan. */
  @ParameterizedTest
  @EnumSource
  void aClaimWithoutAPlanIsAsGoodAsEmpty(WriteMode mode) throws IOException {
    Files.createDirectories(directory.resolve("_ergode"));
    Files.writeString(directory.resolve("_ergode/.plan.json.4f2a.tmp"), "{ \"conf");
    claim(mode);
    assertThat(directory.resolve("_ergode/plan.json")).exists();
  }

  @ParameterizedTest
  @EnumSource
  void aFileIsRefused(WriteMode mode) throws IOException {
    Files.writeString(directory, "mine");
    assertRefused(mode, "is a file: give another directory as --out");
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryOfOthersIsRefused(WriteMode mode) throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/thesis.tex"), "mine");
    Files.writeString(directory.resolve("manifest.json"), "{\"name\": \"my app\"}");
    assertRefused(
        mode,
        "is not empty and holds no ergode data set (it holds data, manifest.json): give another"
            + " directory as --out");
  }

  @Test
  void ofManyNamesAFewAreShown() throws IOException {
    Files.createDirectory(directory);
    for (char name = 'a'; name <= 'z'; name++) {
      Files.writeString(directory.resolve(String.valueOf(name)), "mine");
    }
    assertThatThrownBy(() -> claim(WriteMode.CREATE))
        .hasMessageContaining("(it holds a, b, c, d, e and 21 more)");
  }

  @ParameterizedTest
  @EnumSource
  void aPlaceThatCannotBeWrittenIsNamed(WriteMode mode) throws IOException {
    Files.writeString(directory, "a file where a directory should be");
    String below = directory.resolve("set").toString();
    assertThatThrownBy(
            () -> DatasetOutput.claim(DataSets.STORAGE, below, DataSets.plan(simulation), mode))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "--out = " + below + ": expected a directory that can be created and written to (")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFinishedDataSetIsNotCreatedAgain() throws IOException {
    DataSets.simulate(simulation, directory);
    assertRefused(
        WriteMode.CREATE,
        "holds a data set: give another directory as --out, or --overwrite to replace it");
  }

  @Test
  void anUnfinishedDataSetIsNotCreatedAgain() throws IOException {
    claim(WriteMode.CREATE);
    assertRefused(
        WriteMode.CREATE,
        "holds an unfinished data set: add --resume to complete it, or --overwrite to start"
            + " again");
  }

  @Test
  void nothingIsLeftToResumeInAFinishedDataSet() throws IOException {
    DataSets.simulate(simulation, directory);
    Map<String, String> before = DataSets.bytes(directory);
    // as left by a run that was killed right after it had written the manifest
    Files.createDirectories(directory.resolve("_ergode"));
    Files.writeString(directory.resolve("_ergode/plan.json"), "{}");
    assertThat(
            DatasetOutput.claim(
                DataSets.STORAGE,
                directory.toString(),
                DataSets.plan(simulation),
                WriteMode.RESUME))
        .isEmpty();
    assertThat(DataSets.bytes(directory)).isEqualTo(before);
    assertThat(directory.resolve("_ergode")).doesNotExist();
  }

  @Test
  void anotherConfigurationIsNotResumed() throws IOException {
    Simulations other = new Simulations();
    other.method = "rk4";
    DataSets.simulate(other.build(), directory);
    assertRefused(
        WriteMode.RESUME,
        "holds another configuration, which differs in"
            + " solver.atol (unset there, 1.0E-5 here),"
            + " solver.controller.d (unset there, 0.0 here),"
            + " solver.controller.factor-max (unset there, 10.0 here),"
            + " solver.controller.factor-min (unset there, 0.2 here),"
            + " solver.controller.i (unset there, 1.0 here),"
            + " solver.controller.kind (constant there, pid here),"
            + " solver.controller.p (unset there, 0.0 here),"
            + " solver.controller.safety (unset there, 0.9 here),"
            + " solver.method (rk4 there, tsit5 here),"
            + " solver.rtol (unset there, 1.0E-5 here):"
            + " give another directory as --out, or --overwrite to replace it");
  }

  @Test
  void anotherUnfinishedConfigurationIsNotResumed() throws IOException {
    Simulations other = new Simulations();
    other.halfWidth = 1;
    DataSets.claim(other.build(), directory, WriteMode.CREATE);
    assertRefused(
        WriteMode.RESUME,
        "holds another configuration, which differs in"
            + " ensemble.theta1 ([-1.0, 1.0] there, [-1.5707963267948966, 1.5707963267948966]"
            + " here),"
            + " ensemble.theta2 ([-1.0, 1.0] there, [-1.5707963267948966, 1.5707963267948966]"
            + " here):"
            + " give another directory as --out, or --overwrite to replace it");
  }

  @Test
  void checkingWritesNothing() throws IOException {
    DatasetOutput.check(
        DataSets.STORAGE, directory.toString(), DataSets.plan(simulation), WriteMode.CREATE);
    assertThat(directory).doesNotExist();
  }
}
