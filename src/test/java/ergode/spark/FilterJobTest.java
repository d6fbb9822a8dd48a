package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.AngleRule;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Manifest;
import ergode.data.OutputPlan;
import ergode.data.Precision;
import ergode.data.ShardRecord;
import ergode.data.Simulations;
import ergode.data.WriteMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterJobTest {
  private static final AngleRule RULE = new AngleRule(Math.PI);

  @TempDir Path parent;
  private Dataset source;

  @BeforeEach
  void simulate() throws IOException {
    Simulations fast = new Simulations();
    fast.halfWidth = 3;
    fast.shards = 7;
    fast.precision = Precision.FLOAT;
    source = DataSets.simulate(fast.build(), parent.resolve("source"));
  }

  private Dataset filter(SparkSession spark, boolean chaotic, String to, Progress progress)
      throws IOException {
    DatasetOutput output =
        DatasetOutput.claim(
                DataSets.STORAGE,
                parent.resolve(to).toString(),
                OutputPlan.ofDataset(
                    FilterJob.config(source.manifest().config(), RULE, chaotic), DataSets.VERSIONS),
                WriteMode.CREATE)
            .orElseThrow();
    return new FilterJob(spark).run(source, RULE, chaotic, output, progress);
  }

  private static List<Row> rows(SparkSession spark, Dataset dataset) {
    return spark
        .read()
        .parquet(Path.of(dataset.directory().toUri()).resolve("data").toString())
        .orderBy("sim_id")
        .collectAsList();
  }

  @Test
  void sidesAreThoseOfTheTransform() throws IOException {
    SparkSession spark = LocalSpark.session();
    AtomicLong done = new AtomicLong();
    Dataset chaotic = filter(spark, true, "chaotic", done::addAndGet);
    Dataset nonchaotic = filter(spark, false, "nonchaotic", done::addAndGet);
    AngleFilter.Split split =
        new AngleFilter(RULE, List.of("theta1", "theta2"))
            .split(spark.read().parquet(parent.resolve("source/data").toString()));
    assertThat(rows(spark, chaotic))
        .isNotEmpty()
        .isEqualTo(split.chaotic().drop("chaotic").orderBy("sim_id").collectAsList());
    assertThat(rows(spark, nonchaotic))
        .isNotEmpty()
        .isEqualTo(split.nonchaotic().drop("chaotic").orderBy("sim_id").collectAsList());
    assertThat(done).hasValue(30);
  }

  @Test
  void eachSideIsADataSetOfItsOwn() throws IOException {
    Manifest manifest = filter(LocalSpark.session(), true, "chaotic", n -> {}).manifest();
    assertThat(manifest.shards())
        .extracting(ShardRecord::file)
        .isEqualTo(source.manifest().shards().stream().map(ShardRecord::file).toList());
    assertThat(manifest.config())
        .containsEntry("filter.cut", Math.PI)
        .containsEntry("filter.side", "chaotic")
        .containsEntry("filter.source_sha256", source.manifest().configSha256())
        .containsAllEntriesOf(source.manifest().config());
    assertThat(manifest.configSha256()).isEqualTo(Manifest.hash(manifest.config()));
    assertThat(Dataset.open(DataSets.STORAGE, parent.resolve("chaotic").toString()).manifest())
        .usingRecursiveComparison()
        .ignoringFields("config")
        .isEqualTo(manifest);
    assertThat(parent.resolve("chaotic/README.md"))
        .content()
        .contains("The chaotic side of a simulated ensemble: runs whose largest |angle| is above");
    assertThat(
            new ValidateJob(LocalSpark.session(), DataSets.STORAGE)
                .run(Dataset.open(DataSets.STORAGE, parent.resolve("chaotic").toString()), n -> {})
                .findings()
                .lines())
        .isEmpty();
  }

  @Test
  void bytesDoNotDependOnTheNumberOfCores() throws IOException {
    filter(LocalSpark.session(1), true, "one", n -> {});
    filter(LocalSpark.session(2), true, "two", n -> {});
    Map<String, String> one = DataSets.bytes(parent.resolve("one"));
    assertThat(one).hasSize(7 + 2).isEqualTo(DataSets.bytes(parent.resolve("two")));
  }
}
