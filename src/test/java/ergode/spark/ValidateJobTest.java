package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.Manifest;
import ergode.data.Simulations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateJobTest {
  private final ValidateJob job = new ValidateJob(LocalSpark.session(), DataSets.STORAGE);

  @TempDir Path directory;
  private Dataset dataset;

  @BeforeEach
  void simulate() throws IOException {
    dataset = DataSets.simulate(Simulations.small(), directory);
  }

  @Test
  void aSoundDataSetHasNoFindings() throws IOException {
    AtomicLong rows = new AtomicLong();
    ValidateJob.Result result = job.run(dataset, rows::addAndGet);
    assertThat(result.findings()).isEmpty();
    assertThat(result.statistics()).isEqualTo(dataset.manifest().statistics());
    assertThat(rows).hasValue(30);
    // of 30 draws from the square of +-pi/2, about 88 % have too little energy
    assertThat(result.flips().unable()).isBetween(20L, 30L);
    assertThat(result.flips().impossible()).isZero();
  }

  @Test
  void whatEveryReaderWouldTakeForDataIsFound() throws IOException {
    Files.copy(
        directory.resolve("data/train-00001-of-00003.parquet"),
        directory.resolve("data/train-00001-of-00003 (copy).parquet"));
    Files.delete(directory.resolve("data/train-00002-of-00003.parquet"));
    assertThat(job.run(dataset, n -> {}).findings())
        .containsExactly(
            "data/train-00001-of-00003 (copy).parquet is not in the manifest",
            "data/train-00002-of-00003.parquet is missing");
  }

  @Test
  void aGapBetweenShardsIsFound() throws IOException {
    Manifest whole = dataset.manifest();
    Manifest gap =
        new Manifest(
            whole.format(),
            whole.formatVersion(),
            whole.config(),
            whole.configSha256(),
            whole.versions(),
            whole.columns(),
            whole.statistics(),
            List.of(whole.shards().get(0), whole.shards().get(2)));
    assertThat(job.run(new Dataset(dataset.directory(), gap), n -> {}).findings())
        .containsExactly(
            "data/train-00001-of-00003.parquet is not in the manifest",
            "data/train-00002-of-00003.parquet begins with sim_id 20, but the shard before it ends"
                + " at 10");
  }
}
