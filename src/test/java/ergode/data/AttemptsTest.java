package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.backend.ReferenceBackend;
import ergode.faults.Fault;
import ergode.faults.FaultyFileSystem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two attempts at one shard at the same time, as Spark makes them of a straggler: whichever comes
 * last, and wherever the other was, there is one file.
 */
class AttemptsTest {
  private static final String FILE = "train-00001-of-00003.parquet";
  private static final Storage STORAGE = new Storage(FaultyFileSystem.SETTINGS);

  private final Simulation simulation = Simulations.small();
  private final CountDownLatch goOn = new CountDownLatch(1);

  @TempDir Path parent;
  private Path directory;
  private DatasetOutput output;

  @BeforeEach
  void claim() throws IOException {
    directory = parent.resolve("set");
    output =
        DatasetOutput.claim(
                STORAGE,
                FaultyFileSystem.location(directory),
                DataSets.plan(simulation),
                WriteMode.CREATE)
            .orElseThrow();
  }

  @AfterEach
  void mend() {
    FaultyFileSystem.inject(Fault.NONE);
  }

  private ShardRecord attempt(String name) throws IOException {
    return ShardSimulation.run(simulation.forShard(1), 1, output, name, new ReferenceBackend());
  }

  /** An attempt that stands still before its first step of a kind, until it is told to go on. */
  private FutureTask<ShardRecord> straggler(String step) throws InterruptedException {
    CountDownLatch stalled = new CountDownLatch(1);
    FutureTask<ShardRecord> attempt = new FutureTask<>(() -> attempt("straggler"));
    Thread thread = new Thread(attempt, "straggler");
    FaultyFileSystem.inject(
        operation -> {
          if (Thread.currentThread() == thread && operation.toString().matches(step)) {
            stalled.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              thread.interrupt();
              throw new InterruptedIOException("killed");
            }
          }
        });
    thread.start();
    assertThat(stalled.await(1, TimeUnit.MINUTES)).as("it stands still").isTrue();
    return attempt;
  }

  private void assertSame() throws IOException {
    Path undisturbed = parent.resolve("undisturbed");
    DataSets.simulate(simulation, undisturbed);
    assertThat(DataSets.bytes(directory)).isEqualTo(DataSets.bytes(undisturbed));
    assertThat(DataSets.tree(directory)).isEqualTo(DataSets.tree(undisturbed));
  }

  private void finish() throws IOException {
    DataSets.finish(simulation, output, 0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create .*unfinished",
        "write .*unfinished at [1-9].*",
        "sync .*unfinished",
        "open .*unfinished",
        "rename .*/data/.*",
        "rename .*/_ergode/train.*json"
      })
  void theSlowerMayComeLast(String step) throws Exception {
    FutureTask<ShardRecord> straggler = straggler(step);
    ShardRecord second = attempt("second");
    goOn.countDown();
    assertThat(straggler.get(1, TimeUnit.MINUTES)).isEqualTo(second);
    assertThat(DataSets.tree(directory)).contains("data/" + FILE).hasSize(7);
    finish();
    assertSame();
  }

  @ParameterizedTest
  @ValueSource(strings = {"write .*unfinished at [1-9].*", "rename .*/data/.*"})
  void theSlowerMayBeKilled(String step) throws Exception {
    FutureTask<ShardRecord> straggler = straggler(step);
    ShardRecord second = attempt("second");
    assertThat(straggler.cancel(true)).isTrue();
    assertThat(attempt("third")).as("there already").isEqualTo(second);
    finish();
    assertSame();
  }

  /** Spark does not wait for it, so it may come when all is done. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "status .*/_ergode/train.*json",
        "create .*unfinished",
        "write .*unfinished at [1-9].*",
        "rename .*/data/.*",
        "rename .*/_ergode/train.*json"
      })
  void theSlowerMayComeAfterTheEnd(String step) throws Exception {
    FutureTask<ShardRecord> straggler = straggler(step);
    attempt("second");
    finish();
    assertSame();
    Map<String, String> before = DataSets.bytes(directory);
    goOn.countDown();
    assertThatThrownBy(() -> straggler.get(1, TimeUnit.MINUTES))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("was taken over by another run and completed");
    assertThat(DataSets.bytes(directory)).isEqualTo(before);
    assertThat(DataSets.tree(directory)).doesNotContain("_ergode");
  }

  @Test
  void bothMayEndAtOnce() throws Exception {
    FutureTask<ShardRecord> one = new FutureTask<>(() -> attempt("one"));
    FutureTask<ShardRecord> other = new FutureTask<>(() -> attempt("other"));
    new Thread(one, "one").start();
    new Thread(other, "other").start();
    assertThat(one.get(1, TimeUnit.MINUTES)).isEqualTo(other.get(1, TimeUnit.MINUTES));
    finish();
    assertSame();
  }
}
