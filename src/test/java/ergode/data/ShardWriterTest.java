package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import ergode.data.parquet.TrajectoryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard is read back before it counts. */
class ShardWriterTest {
  private final Simulation simulation = Simulations.small();

  @TempDir Path parent;
  private Dataset source;
  private ShardWriter writer;

  @BeforeEach
  void prepare() throws IOException {
    source = DataSets.simulate(simulation, parent.resolve("source"));
    DatasetOutput output = DataSets.claim(simulation, parent.resolve("set"), WriteMode.CREATE);
    writer = new ShardWriter(output, DataSets.schema(simulation), simulation.output());
  }

  /** Copies the rows 0 to 9 and claims to have written {@code claimed}. */
  private ShardStatistics copy(TrajectoryWriter rows, int times, ShardStatistics claimed)
      throws IOException {
    for (int k = 0; k < times; k++) {
      try (TrajectoryReader reader =
          TrajectoryReader.open(
              source.file(source.manifest().shards().get(0)),
              DataSets.STORAGE.configuration(),
              source.manifest().schema())) {
        for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
          rows.write(row);
        }
      }
    }
    return claimed;
  }

  private static ShardStatistics counting(long rows) {
    return new ShardStatistics(rows, Map.of("ok", rows), 0, 0, 0);
  }

  private void assertRefused(long first, long end, int times, long claimed, String message)
      throws IOException {
    assertThatThrownBy(
            () ->
                writer.write(
                    "part.parquet",
                    first,
                    end,
                    "1-0",
                    rows -> copy(rows, times, counting(claimed))))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("part.parquet.1-0.unfinished " + message);
    assertThat(DataSets.tree(parent.resolve("set")))
        .containsExactly(
            "_ergode", "_ergode/owner.json", "_ergode/plan.json", "_ergode/run", "data");
  }

  @Test
  void aMissingRowIsNoticed() throws IOException {
    assertRefused(0, 10, 1, 11, "holds 10 rows, but 11 were written");
  }

  @Test
  void aRowWrittenTwiceIsNoticed() throws IOException {
    assertRefused(0, 10, 2, 20, "holds sim_id 0, expected at least 10 and below 10");
  }

  @Test
  void aRowOfAnotherShardIsNoticed() throws IOException {
    assertRefused(3, 10, 1, 10, "holds sim_id 0, expected at least 3 and below 10");
    assertRefused(0, 9, 1, 10, "holds sim_id 9, expected at least 9 and below 9");
  }

  @Test
  void theRecordDescribesTheFile() throws IOException {
    ShardRecord shard =
        writer.write("part.parquet", 0, 10, "1-0", rows -> copy(rows, 1, counting(10)));
    assertThat(shard.sha256())
        .isEqualTo(DataSets.bytes(parent.resolve("set/data")).get("part.parquet"));
    assertThat(shard.bytes()).isEqualTo(parent.resolve("set/data/part.parquet").toFile().length());
    assertThat(shard.rows()).isEqualTo(10);
  }
}
