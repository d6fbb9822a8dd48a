package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.InvalidInputException;
import ergode.data.Manifest;
import ergode.data.SaveContent;
import ergode.data.ShardRecord;
import ergode.data.ShardStatistics;
import ergode.data.ShardWriter;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.Solved;
import ergode.data.WriteMode;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTrajectoriesTest {
  @TempDir Path parent;
  private final Simulations few = new Simulations();

  private static boolean all(long id) {
    return true;
  }

  private static RecordedTrajectories read(Dataset dataset, LongPredicate chosen)
      throws IOException {
    return read(dataset, chosen, 1);
  }

  private static RecordedTrajectories read(Dataset dataset, LongPredicate chosen, int copies)
      throws IOException {
    return RecordedTrajectories.read(DataSets.STORAGE, dataset, chosen, "held-out", copies);
  }

  private Dataset dataset() throws IOException {
    return DataSets.simulate(few.build(), parent.resolve("set"));
  }

  /** A data set of one file whose rows were changed before they were written. */
  private Dataset changed(Consumer<TrajectoryRow> change) throws IOException {
    few.shards = 1;
    Simulation simulation = few.build();
    Dataset source = dataset();
    DatasetOutput output = DataSets.claim(simulation, parent.resolve("changed"), WriteMode.CREATE);
    ShardWriter writer = new ShardWriter(output, DataSets.schema(simulation), simulation.output());
    ShardRecord from = source.manifest().shards().get(0);
    ShardRecord record =
        writer.write(
            from.file(),
            from.firstId(),
            from.endId(),
            "1-0",
            rows -> {
              ShardStatistics total = ShardStatistics.empty();
              try (TrajectoryReader reader =
                  TrajectoryReader.open(
                      source.file(from),
                      DataSets.STORAGE.configuration(),
                      source.manifest().schema())) {
                for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
                  change.accept(row);
                  rows.write(row);
                  total = total.add(row);
                }
              }
              return total;
            });
    return output.finish(
        Manifest.of(output.plan(), source.manifest().schema(), List.of(record)), Map.of());
  }

  @Test
  void chosenRowsAreReadAsTheSolverMadeThem() throws IOException {
    RecordedTrajectories read = read(dataset(), id -> id % 3 == 1);
    assertThat(read.data().ids()).containsExactly(1, 4, 7, 10, 13, 16, 19, 22, 25, 28);
    List<Solved> solved = Solved.all(few.build());
    for (int i = 0; i < read.data().size(); i++) {
      assertThat(read.data().states()[i]).isDeepEqualTo(solved.get(3 * i + 1).saved());
    }
    assertThat(read.data().saveAt()).isEqualTo(few.build().save().saveAt());
    assertThat(read.failed()).isZero();
    assertThat(read.simulation().system()).isEqualTo(few.build().system());
  }

  @Test
  void failedRunsAreLeftOutAndCounted() throws IOException {
    few.maxSteps = 40;
    Dataset dataset = dataset();
    RecordedTrajectories read = read(dataset, RecordedTrajectoriesTest::all);
    assertThat(read.failed())
        .isPositive()
        .isEqualTo((int) dataset.manifest().statistics().failed());
    assertThat(read.data().size()).isEqualTo(30 - read.failed());
  }

  private static void assertRefused(Dataset dataset, LongPredicate chosen, String message) {
    assertThatThrownBy(() -> read(dataset, chosen))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message.replace("SET", dataset.directory().toString()));
  }

  @Test
  void noRowsAreRefused() throws IOException {
    assertRefused(
        dataset(),
        id -> false,
        "SET = 30 rows, none of them wanted (held-out):"
            + " expected at least one wanted row that did not fail");
  }

  @Test
  void nothingButFailedRunsAreRefused() throws IOException {
    few.maxSteps = 1;
    assertRefused(
        dataset(),
        RecordedTrajectoriesTest::all,
        "SET = 30 rows, 30 of them wanted (held-out), all of which failed:"
            + " expected at least one wanted row that did not fail");
  }

  @Test
  void aSummaryIsRefused() throws IOException {
    few.content = SaveContent.SUMMARY;
    assertRefused(
        dataset(),
        RecordedTrajectoriesTest::all,
        "SET = a summary, without states at the save points:"
            + " expected a data set of save.content = trajectory");
  }

  /** Half of the heap is for so many copies of 4 x 21 doubles a row that 10 rows fit, not 11. */
  @Test
  void moreRowsThanFitInTheHeapWithAllTheirCopiesAreRefused() throws IOException {
    Dataset dataset = dataset();
    long heap = Runtime.getRuntime().maxMemory();
    int copies = (int) (0.5 * heap / (4 * 21 * 8) / 10.5);
    assertThatThrownBy(() -> read(dataset, RecordedTrajectoriesTest::all, copies))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "%s = 30 rows: expected at most 10 that are read, for a heap of %d MiB:"
                    .formatted(dataset.directory(), heap >> 20)
                + " set ERGODE_HEAP to more");
    assertThat(read(dataset, id -> id < 10, copies).data().size()).isEqualTo(10);
  }

  @Test
  void aValueThatIsNotFiniteIsRefused() throws IOException {
    Dataset changed =
        changed(
            row -> {
              if (row.simId() == 7) {
                row.saved()[2][5] = Double.NaN;
              }
            });
    assertRefused(
        changed,
        RecordedTrajectoriesTest::all,
        "SET: omega1 of sim_id 7 at save point 5 = NaN:"
            + " expected a finite number, because the run's status is ok");
    assertThat(read(changed, id -> id != 7).data().size()).isEqualTo(29);
  }

  @Test
  void fewerRowsThanTheManifestSaysAreRefused() throws IOException {
    Dataset dataset = withTheFileOfAnother(ensemble -> ensemble.samples = 20);
    assertThatThrownBy(() -> read(dataset, RecordedTrajectoriesTest::all))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "file:%s = 20 rows: expected 30, as manifest.json says".formatted(file(dataset, 0)));
  }

  @Test
  void aFileThatIsThereTwiceIsRefused() throws IOException {
    few.shards = 2;
    Dataset twice = dataset();
    Path first = file(twice, 0);
    Files.copy(first, file(twice, 1), StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> read(twice, RecordedTrajectoriesTest::all))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "file:%s: sim_id = 0: expected a number from 15 to 29 there".formatted(file(twice, 1)));
  }

  /** A data set of one file, in the place of which is that of a changed ensemble. */
  private Dataset withTheFileOfAnother(Consumer<Simulations> change) throws IOException {
    few.shards = 1;
    Dataset dataset = dataset();
    change.accept(few);
    Dataset other = DataSets.simulate(few.build(), parent.resolve("other"));
    Files.copy(file(other, 0), file(dataset, 0), StandardCopyOption.REPLACE_EXISTING);
    return dataset;
  }

  private static Path file(Dataset dataset, int shard) {
    return Path.of(dataset.file(dataset.manifest().shards().get(shard)).toUri().getPath());
  }

  /** Files of two ensembles, which differ in their states alone. */
  @Test
  void aFileThatWasChangedIsRefused() throws IOException {
    Dataset dataset = withTheFileOfAnother(ensemble -> ensemble.seed = 7);
    assertThatThrownBy(() -> read(dataset, RecordedTrajectoriesTest::all))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file(dataset, 0) + " = changed since it was written (SHA-256 ")
        .hasMessageContaining(dataset.manifest().shards().get(0).sha256());
  }

  @Test
  void physicsOtherThanTheManifestsIsRefused() throws IOException {
    Dataset changed =
        changed(row -> row.parameters()[4] = row.simId() < 7 ? row.parameters()[4] : 1.62);
    assertRefused(
        changed,
        RecordedTrajectoriesTest::all,
        "SET: g of sim_id 7 = 1.62: expected 9.8, as manifest.json says of all rows");
  }
}
