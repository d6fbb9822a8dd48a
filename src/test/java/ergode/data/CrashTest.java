package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.faults.DeadProcess;
import ergode.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data set whose file system fails at every step in turn: whatever the step, what is finished is
 * whole, and a second run completes the rest.
 */
class CrashTest {
  private static final Storage STORAGE = new Storage(FaultyFileSystem.SETTINGS);
  private static final AngleRule RULE = new AngleRule(1.5);

  @TempDir Path parent;
  private Dataset source;
  private OutputPlan plan;
  private Map<String, String> expected;

  @BeforeEach
  void undisturbedRun() throws IOException {
    Simulations simulations = new Simulations();
    simulations.samples = 8;
    simulations.points = 3;
    simulations.shards = 2;
    source = DataSets.simulate(simulations.build(), parent.resolve("source"));
    plan = plan("nonchaotic");
    run(parent.resolve("undisturbed"), WriteMode.CREATE);
    expected = DataSets.bytes(parent.resolve("undisturbed"));
    assertThat(expected).hasSize(4);
  }

  private OutputPlan plan(String side) {
    TreeMap<String, Object> config = new TreeMap<>(source.manifest().config());
    config.put("filter.cut", RULE.cut());
    config.put("filter.side", side);
    return OutputPlan.ofDataset(config, DataSets.VERSIONS);
  }

  private void run(Path directory, WriteMode mode) throws IOException {
    run(directory, plan, false, mode);
  }

  /** Filters, which is quicker than to simulate and goes through the same steps. */
  private void run(Path directory, OutputPlan planned, boolean chaotic, WriteMode mode)
      throws IOException {
    var claimed = DatasetOutput.claim(STORAGE, FaultyFileSystem.location(directory), planned, mode);
    if (claimed.isEmpty()) {
      return;
    }
    List<ShardRecord> records = new ArrayList<>();
    for (ShardRecord shard : source.manifest().shards()) {
      records.add(ShardFilter.run(source, shard, RULE, chaotic, claimed.get(), "attempt"));
    }
    claimed
        .get()
        .finish(Manifest.of(claimed.get().plan(), source.manifest().schema(), records), Map.of());
  }

  private int steps(Path directory, WriteMode mode) throws Throwable {
    return DeadProcess.steps(() -> run(directory, mode));
  }

  @Test
  void aRunCanBeKilledAtAnyStep() throws Throwable {
    int last = steps(parent.resolve("counted"), WriteMode.CREATE);
    assertThat(last).isGreaterThan(60);
    for (int step = 1; step <= last; step++) {
      Path directory = parent.resolve("killed-" + step);
      Throwable thrown = DeadProcess.killedAt(step, () -> run(directory, WriteMode.CREATE));
      if (thrown == null) {
        assertThat(withoutWork(directory)).as("killed at step %d", step).isEqualTo(expected);
      }
      Map<String, Object> kept = assertNothingHalf(directory);
      run(directory, WriteMode.RESUME);
      assertComplete(directory);
      assertThat(identities(directory))
          .as("finished before step %d", step)
          .containsAllEntriesOf(kept);
    }
  }

  @Test
  void aRunSurvivesAnyFailingStep() throws Throwable {
    int last = steps(parent.resolve("counted"), WriteMode.CREATE);
    for (int step = 1; step <= last; step++) {
      Path directory = parent.resolve("failed-" + step);
      Throwable thrown = DeadProcess.failingAt(step, () -> run(directory, WriteMode.CREATE));
      if (thrown != null) {
        assertThat(thrown).hasMessageContaining("No space left on device");
        assertNothingHalf(directory);
      }
      run(directory, WriteMode.RESUME);
      assertComplete(directory);
    }
  }

  /** Also a resumed run can be killed, again and again, each time a step later. */
  @Test
  void aRunThatIsKilledOverAndOverEnds() throws IOException {
    Path directory = parent.resolve("again");
    int kills = 0;
    for (int step = 1; step < 1000; step++) {
      Throwable thrown = DeadProcess.killedAt(step, () -> run(directory, WriteMode.RESUME));
      if (thrown == null) {
        break;
      }
      kills++;
      assertNothingHalf(directory);
    }
    assertThat(kills).isGreaterThan(20);
    run(directory, WriteMode.RESUME);
    assertComplete(directory);
  }

  @Test
  void anOverwriteCanBeKilledAtAnyStep() throws Throwable {
    Path old = parent.resolve("old");
    run(old, plan("chaotic"), true, WriteMode.CREATE);
    Map<String, String> oldBytes = DataSets.bytes(old);
    Path counted = DeadProcess.copy(old, parent.resolve("counted"));
    int last = steps(counted, WriteMode.OVERWRITE);
    int refused = 0;
    for (int step = 1; step <= last; step++) {
      Path directory = DeadProcess.copy(old, parent.resolve("killed-" + step));
      Throwable thrown = DeadProcess.killedAt(step, () -> run(directory, WriteMode.OVERWRITE));
      if (thrown == null) {
        assertThat(withoutWork(directory)).as("killed at step %d", step).isEqualTo(expected);
      }
      try {
        run(directory, WriteMode.RESUME);
      } catch (OutputExistsException e) {
        refused++;
        assertThat(e).hasMessageContaining("filter.side (chaotic there, nonchaotic here)");
        assertThat(withoutWork(directory)).as("the old data set").isEqualTo(oldBytes);
        run(directory, WriteMode.OVERWRITE);
      }
      assertComplete(directory);
    }
    assertThat(refused).as("steps before the new plan was there").isBetween(1, last / 2);
  }

  private void assertComplete(Path directory) throws IOException {
    assertThat(DataSets.bytes(directory)).isEqualTo(expected);
    assertThat(directory.resolve("_ergode")).doesNotExist();
  }

  /** What carries a final name is what an undisturbed run writes there. */
  private Map<String, Object> assertNothingHalf(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return Map.of();
    }
    Map<String, String> found = withoutWork(directory);
    assertThat(expected).containsAllEntriesOf(found);
    if (found.containsKey("manifest.json")) {
      assertThat(found).isEqualTo(expected);
    }
    Map<String, Object> recorded = identities(directory);
    recorded
        .keySet()
        .removeIf(
            name ->
                !found.containsKey("manifest.json")
                    && Files.notExists(directory.resolve("_ergode/" + name + ".json")));
    return recorded;
  }

  private static Map<String, String> withoutWork(Path directory) throws IOException {
    Map<String, String> found = DataSets.bytes(directory);
    found.keySet().removeIf(name -> name.startsWith("_ergode/"));
    return found;
  }

  /** Which file on the disk each shard is: a file that was written again is another one. */
  private static Map<String, Object> identities(Path directory) throws IOException {
    Map<String, Object> identities = new TreeMap<>();
    if (Files.isDirectory(directory.resolve("data"))) {
      try (Stream<Path> files = Files.list(directory.resolve("data"))) {
        for (Path file : files.toList()) {
          identities.put(file.getFileName().toString(), DataSets.identity(file));
        }
      }
    }
    return identities;
  }
}
