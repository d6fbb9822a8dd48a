package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverwriteTest {
  private final Simulation simulation = Simulations.small();

  @TempDir Path parent;

  private Path otherDataSet(String name) throws IOException {
    Simulations other = new Simulations();
    other.seed = 7;
    other.shards = 5;
    Path directory = parent.resolve(name);
    DataSets.simulate(other.build(), directory);
    return directory;
  }

  private Dataset overwrite(Path directory) throws IOException {
    DatasetOutput output = DataSets.claim(simulation, directory, WriteMode.OVERWRITE);
    return DataSets.finish(simulation, output, 0, 1, 2);
  }

  @Test
  void replacesADataSetAndLeavesTheRest() throws IOException {
    Path directory = otherDataSet("set");
    Files.writeString(directory.resolve("notes.txt"), "mine");
    Files.createDirectory(directory.resolve("figures"));
    overwrite(directory);
    DataSets.simulate(simulation, parent.resolve("fresh"));
    assertThat(directory.resolve("notes.txt")).hasContent("mine");
    assertThat(directory.resolve("figures")).isDirectory();
    Files.delete(directory.resolve("notes.txt"));
    assertThat(DataSets.bytes(directory)).isEqualTo(DataSets.bytes(parent.resolve("fresh")));
  }

  /** A reader of {@code data/} would take it for a part of the data set. */
  @Test
  void refusesAStrangerAmongTheShards() throws IOException {
    Path directory = otherDataSet("set");
    Path mine = Files.writeString(directory.resolve("data/notes.txt"), "mine");
    assertThatThrownBy(() -> overwrite(directory))
        .isInstanceOf(OutputExistsException.class)
        .hasMessage(
            directory
                + " holds data/notes.txt, which ergode did not write: move it out of the data set");
    assertThat(mine).hasContent("mine");
    assertThat(directory.resolve("manifest.json")).exists();
  }

  @Test
  void replacesAnUnfinishedDataSet() throws IOException {
    Path directory = parent.resolve("set");
    Simulations other = new Simulations();
    other.seed = 7;
    DatasetOutput unfinished = DataSets.claim(other.build(), directory, WriteMode.CREATE);
    DataSets.shard(other.build(), unfinished, 1);
    Dataset dataset = overwrite(directory);
    assertThat(DataSets.rows(dataset, row -> row.initial()[0]))
        .isEqualTo(Solved.all(simulation).stream().map(solved -> solved.initial()[0]).toList());
  }

  /** As if killed after the first steps of overwriting: the new plan beside the old data. */
  @Test
  void canBeRepeatedAfterAnInterruption() throws IOException {
    Path directory = otherDataSet("set");
    Path plan = parent.resolve("planned");
    DataSets.claim(simulation, plan, WriteMode.CREATE);
    Files.createDirectory(directory.resolve("_ergode"));
    Files.copy(plan.resolve("_ergode/plan.json"), directory.resolve("_ergode/plan.json"));
    assertThat(Dataset.open(DataSets.STORAGE, directory.toString()).manifest().shards())
        .as("the old data set as long as its manifest is there")
        .hasSize(5);

    Files.delete(directory.resolve("manifest.json"));
    DatasetOutput output = DataSets.claim(simulation, directory, WriteMode.RESUME);
    Dataset dataset = DataSets.finish(simulation, output, 0, 1, 2);
    assertThat(DataSets.rows(dataset, row -> row.initial()[0]))
        .isEqualTo(Solved.all(simulation).stream().map(solved -> solved.initial()[0]).toList());
    overwrite(directory);
    try (Stream<Path> files = Files.list(directory.resolve("data"))) {
      assertThat(files).hasSize(3);
    }
  }

  /** What they lead to is not ours, whatever its names are. */
  @Test
  void linksGoAndWhatTheyLeadToStays() throws IOException {
    Path directory = otherDataSet("set");
    Path elsewhere = parent.resolve("elsewhere");
    Files.move(directory.resolve("data"), elsewhere);
    Files.writeString(elsewhere.resolve("train-00000-of-00001.parquet"), "mine");
    Path work = Files.createDirectory(parent.resolve("work"));
    Files.writeString(work.resolve("thesis.tex"), "mine");
    Files.createSymbolicLink(directory.resolve("data"), elsewhere);
    Files.createSymbolicLink(directory.resolve("_ergode"), work);
    Map<String, String> before = DataSets.bytes(elsewhere);
    overwrite(directory);
    DataSets.simulate(simulation, parent.resolve("fresh"));
    assertThat(DataSets.bytes(directory)).isEqualTo(DataSets.bytes(parent.resolve("fresh")));
    assertThat(DataSets.bytes(elsewhere)).isEqualTo(before);
    assertThat(work.resolve("thesis.tex")).hasContent("mine");
  }
}
