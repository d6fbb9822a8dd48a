package ergode.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.CountingBackend;
import ergode.data.Simulations;
import ergode.spark.LocalSpark;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.jdk.javaapi.CollectionConverters;

/** What a query does not want is not computed: counted, from Spark's own plan of it. */
class PushDownTest {
  private final SparkSession spark = LocalSpark.session();

  @BeforeEach
  void view() {
    Ensembles.simulated(spark, Simulations.small()).createOrReplaceTempView("runs");
  }

  @AfterEach
  void dropView() {
    spark.catalog().dropTempView("runs");
  }

  private static LogicalPlan plan(Dataset<Row> query) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) query).queryExecution().optimizedPlan();
  }

  private static SimulatedScan scan(Dataset<Row> query) {
    return CollectionConverters.asJava(plan(query).collectLeaves()).stream()
        .filter(DataSourceV2ScanRelation.class::isInstance)
        .map(leaf -> (SimulatedScan) ((DataSourceV2ScanRelation) leaf).scan())
        .findFirst()
        .orElseThrow();
  }

  /** Runs what the plan reads, and counts. */
  private CountingBackend counts(String query) {
    SimulatedScan scan = scan(spark.sql(query));
    SimulatedReaderFactory readers = (SimulatedReaderFactory) scan.createReaderFactory();
    CountingBackend counting = new CountingBackend();
    for (InputPartition partition : scan.planInputPartitions()) {
      try (SimulatedReader reader = readers.reader(partition, counting)) {
        while (reader.next()) {
          reader.get();
        }
      }
    }
    return counting;
  }

  private List<Long> ids(String query) {
    return spark.sql(query).collectAsList().stream().map(row -> row.getLong(0)).sorted().toList();
  }

  @Test
  void listsThatAreNotReadAreNotInterpolated() {
    long all = counts("select * from runs").interpolatedValues();
    assertThat(all).isPositive();
    assertThat(counts("select theta1, theta2, omega1, omega2 from runs").interpolatedValues())
        .isEqualTo(all);
    assertThat(counts("select omega1[5], size(omega1) from runs").interpolatedValues())
        .isEqualTo(all / 4);
    assertThat(counts("select avg(max_abs_theta2), count(*) from runs").interpolatedValues())
        .isEqualTo(all / 4);
    assertThat(
            counts("select steps from runs where theta1[3] > max_abs_theta2").interpolatedValues())
        .isEqualTo(all / 2);
  }

  @Test
  void withoutListsNothingIsInterpolated() {
    CountingBackend all = counts("select * from runs");
    CountingBackend scalars = counts("select sum(steps) from runs where status = 'ok'");
    assertThat(scalars.interpolatedValues()).isZero();
    assertThat(scalars.attempts()).isEqualTo(all.attempts()).isPositive();
    assertThat(scalars.attemptedValues()).isEqualTo(all.attemptedValues() - all.attempts());
  }

  @Test
  void whatIsKnownBeforehandIsNotIntegrated() {
    assertThat(counts("select count(*) from runs").started()).isZero();
    assertThat(counts("select sim_id, theta1_0, g, t0 + dt * n_save from runs").started()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sim_id = 7; 1; 1",
        "sim_id < 12; 12; 2",
        "sim_id >= 12 and sim_id <= 14; 3; 1",
        "sim_id between 9 and 10; 2; 2",
        "sim_id > 27; 2; 1",
        "sim_id in (29, 3, 4, 17, 1000); 4; 3",
        "sim_id = 3 or sim_id > 28; 2; 2",
        "sim_id < 0; 0; 0",
        "sim_id > 9223372036854775806; 0; 0",
        "sim_id <= 9223372036854775807; 30; 3"
      })
  void onlyTheRowsWithTheRightIdsAreComputed(String condition, long rows, int partitions) {
    String query = "select sim_id, theta1 from runs where " + condition;
    SimulatedScan scan = scan(spark.sql(query));
    assertThat(scan.planInputPartitions()).hasSize(partitions);
    assertThat(scan.estimateStatistics().numRows()).hasValue(rows);
    assertThat(counts(query).started()).isEqualTo(rows);
    assertThat(plan(spark.sql(query)).toString()).doesNotContain("Filter");
    List<Row> naively = spark.range(30).toDF("sim_id").filter(condition).collectAsList();
    assertThat(ids(query)).isEqualTo(naively.stream().map(row -> row.getLong(0)).toList());
  }

  /** Of 30 rows in shards of 10, so that each of three tasks has five ranges of one row. */
  @Test
  void rowsThatAreFarApartAreIntegratedSideBySide() {
    String odd =
        LongStream.range(0, 15)
            .mapToObj(k -> Long.toString(2 * k + 1))
            .collect(Collectors.joining(", ", "sim_id in (", ")"));
    CountingBackend counts = counts("select sim_id, theta1 from runs where " + odd);
    assertThat(counts.started()).isEqualTo(15);
    assertThat(counts.starts()).isEqualTo(3);
    String values = "select sim_id, steps, energy_drift, theta1, omega2 from runs where ";
    assertThat(spark.sql(values + odd + " order by sim_id").collectAsList())
        .hasSize(15)
        .isEqualTo(spark.sql(values + "sim_id % 2 = 1 order by sim_id").collectAsList());
  }

  /** A condition that only Spark can judge, beside one on the ids. */
  @Test
  void otherConditionsAreLeftToSpark() {
    String query = "select sim_id from runs where sim_id < 10 and sim_id % 2 = 1 and steps > 0";
    assertThat(counts(query).started()).isEqualTo(10);
    assertThat(ids(query)).containsExactly(1L, 3L, 5L, 7L, 9L);
    String other = "select sim_id from runs where (sim_id < 3 or steps < 0) and theta1_0 < 100";
    assertThat(counts(other).started()).isEqualTo(30);
    assertThat(ids(other)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aLimitTakesTheFirstRows() {
    String query = "select sim_id, steps from runs where sim_id > 8 limit 3";
    assertThat(counts(query).started()).isEqualTo(3);
    assertThat(ids(query)).containsExactly(9L, 10L, 11L);
    assertThat(plan(spark.sql(query)).toString()).doesNotContain("Limit");
    String filtered = "select sim_id from runs where steps > 0 and sim_id > 8 limit 3";
    assertThat(counts(filtered).started()).isEqualTo(21);
    assertThat(spark.sql(filtered).count()).isEqualTo(3);
    assertThat(ids("select sim_id from runs order by steps, sim_id desc limit 30")).hasSize(30);
    assertThat(ids("select sim_id from runs limit 100")).hasSize(30);
    assertThat(ids("select sim_id from runs limit 2 offset 4")).containsExactly(4L, 5L);
  }

  @Test
  void sizesAreOfTheColumnsAndRowsThatAreRead() {
    assertThat(scan(spark.sql("select theta1 from runs")).estimateStatistics().sizeInBytes())
        .hasValue(30 * 21 * 8);
    assertThat(
            scan(spark.sql("select theta1, steps from runs where sim_id < 10"))
                .estimateStatistics()
                .sizeInBytes())
        .hasValue(10 * (21 * 8 + 4));
  }

  @Test
  void sizesBeyondAllMeasureAreLarge() {
    spark
        .read()
        .format("ergode")
        .option("samples", 1_000_000_000_000L)
        .option("points", 10_000_000)
        .load()
        .createOrReplaceTempView("runs");
    SimulatedScan all = scan(spark.sql("select * from runs"));
    assertThat(all.estimateStatistics().sizeInBytes()).hasValue(Long.MAX_VALUE);
    assertThat(all.estimateStatistics().numRows()).hasValue(1_000_000_000_000L);
    assertThat(spark.sql("select theta1_0 from runs where sim_id = 999999999999").count())
        .isEqualTo(1);
  }

  /** Spark sends the side that is known to be small to all tasks. */
  @Test
  void sizesDecideHowAJoinIsDone() {
    spark
        .read()
        .format("ergode")
        .option("samples", 1_000_000)
        .load()
        .createOrReplaceTempView("many");
    String join = "select many.theta1 from many join runs on many.sim_id = runs.steps";
    String plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) spark.sql(join))
            .queryExecution()
            .sparkPlan()
            .toString();
    assertThat(plan).containsPattern("BroadcastHashJoin .*BuildRight");
    spark.catalog().dropTempView("many");
  }

  @Test
  void aPlanSaysWhatIsComputed() {
    assertThat(scan(spark.sql("select theta1_0 from runs where sim_id in (2, 3, 8)")).description())
        .isEqualTo("double-pendulum, sim_id 2-3, 8-8 of 30, not integrated");
    assertThat(scan(spark.sql("select steps, max_abs_theta2 from runs")).description())
        .isEqualTo("double-pendulum, sim_id 0-29 of 30, interpolated [theta2]");
  }
}
