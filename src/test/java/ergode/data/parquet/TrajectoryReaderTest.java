package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.ShardRecord;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.Solved;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryReaderTest {
  @TempDir Path directory;

  @Test
  void readsBackWhatWasComputed() throws IOException {
    Simulation simulation = Simulations.small();
    Dataset dataset = DataSets.simulate(simulation, directory);
    List<Solved> read =
        DataSets.rows(
            dataset,
            row ->
                new Solved(
                    row.simId(),
                    row.initial().clone(),
                    Arrays.stream(row.saved())
                        .map(list -> Arrays.copyOf(list, row.savedPoints()))
                        .toArray(double[][]::new),
                    row.status(),
                    row.steps(),
                    row.rejected()));
    assertThat(read).usingRecursiveComparison().isEqualTo(Solved.all(simulation));
  }

  @Test
  void readsParametersAndTimes() throws IOException {
    Simulations heavy = new Simulations();
    heavy.parameters.put("m2", 2.5);
    Dataset dataset = DataSets.simulate(heavy.build(), directory);
    assertThat(DataSets.rows(dataset, row -> Arrays.toString(row.parameters())))
        .containsOnly("[1.0, 2.5, 1.0, 1.0, 9.8]");
    assertThat(DataSets.rows(dataset, row -> row.t0() + " " + row.dt() + " " + row.savedPoints()))
        .containsOnly("0.0 0.1 21");
  }

  @Test
  void aProjectionReadsWhatWasAskedFor() throws IOException {
    Simulation simulation = Simulations.small();
    Dataset dataset = DataSets.simulate(simulation, directory);
    ShardRecord shard = dataset.manifest().shards().get(1);
    Solved expected = Solved.all(simulation).get(10);
    try (TrajectoryReader reader =
        TrajectoryReader.open(
            dataset.file(shard),
            DataSets.STORAGE.configuration(),
            dataset.manifest().schema(),
            List.of("theta2", "sim_id"))) {
      TrajectoryRow row = reader.next();
      assertThat(row.simId()).isEqualTo(10);
      assertThat(Arrays.copyOf(row.saved()[1], row.savedPoints())).isEqualTo(expected.saved()[1]);
      assertThat(row.saved()[0]).as("a list that was not asked for").isEmpty();
      assertThat(row.status()).as("a column that was not asked for").isEmpty();
    }
  }

  /** Of the first file of a data set, changed. */
  private void isRefused(UnaryOperator<byte[]> change, String why) throws IOException {
    Dataset dataset = DataSets.simulate(Simulations.small(), directory);
    ShardRecord shard = dataset.manifest().shards().get(0);
    Path file = Path.of(dataset.file(shard).toUri().getPath());
    Files.write(file, change.apply(Files.readAllBytes(file)));
    try (TrajectoryReader reader =
        TrajectoryReader.open(
            dataset.file(shard), DataSets.STORAGE.configuration(), dataset.manifest().schema())) {
      assertThatThrownBy(
              () -> {
                while (reader.next() != null) {
                  // reads on to the damage
                }
              })
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining(file + " is damaged or not of ergode: ")
          .hasMessageContaining(why);
    }
  }

  @Test
  void aFlippedBitIsNotReadOver() throws IOException {
    isRefused(
        bytes -> {
          int end = bytes.length - 8; // the length of the footer, and PAR1
          int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
          bytes[(end - footer) / 2] ^= 1; // in a list: they are most of a file
          return bytes;
        },
        "CRC checksum verification failed");
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    isRefused(bytes -> Arrays.copyOf(bytes, bytes.length - 10), "is not a Parquet file");
  }
}
