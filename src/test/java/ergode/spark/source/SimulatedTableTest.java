package ergode.spark.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.Precision;
import ergode.data.SaveContent;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.parquet.Column;
import ergode.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.Seq;

/** The table has the columns and the bits of the data set that simulate writes. */
class SimulatedTableTest {
  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path directory;

  @AfterEach
  void resetSession() {
    spark.conf().unset(WHOLE_STAGE);
    spark.catalog().dropTempView("runs");
  }

  /** Some of them fail. */
  private static Simulation some(Precision precision) {
    Simulations some = new Simulations();
    some.maxSteps = 40;
    some.precision = precision;
    some.samples = 31;
    some.shards = 7;
    return some.build();
  }

  private static List<List<Object>> ordered(Dataset<Row> rows) {
    return Ensembles.bits(rows.orderBy("sim_id").collectAsList());
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE, true", "DOUBLE, false", "FLOAT, true", "FLOAT, false"})
  void rowsAreThoseOfTheDataSet(Precision precision, boolean wholeStage) throws IOException {
    Simulation simulation = some(precision);
    List<List<Object>> expected =
        ordered(Ensembles.written(spark, simulation, directory.resolve("set")));
    spark.conf().set(WHOLE_STAGE, wholeStage);
    Dataset<Row> simulated = Ensembles.simulated(spark, simulation);
    assertThat(simulated.select("status").distinct().count()).isEqualTo(2);
    assertThat(ordered(simulated)).hasSize(31).isEqualTo(expected);
  }

  @Test
  void rowsCanBeTakenOneByOneOrWritten() throws IOException {
    Simulation simulation = some(Precision.DOUBLE);
    List<List<Object>> expected =
        ordered(Ensembles.written(spark, simulation, directory.resolve("set")));
    Dataset<Row> simulated = Ensembles.simulated(spark, simulation);
    List<Row> iterated = new ArrayList<>();
    simulated.toLocalIterator().forEachRemaining(iterated::add);
    assertThat(Ensembles.bits(iterated)).isEqualTo(expected);

    String copy = directory.resolve("copy").toString();
    simulated.write().parquet(copy);
    assertThat(ordered(spark.read().parquet(copy))).isEqualTo(expected);
    assertThat(ordered(simulated.cache())).isEqualTo(expected);
    simulated.unpersist();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void columnsAreThoseOfTheDataSet(Precision precision) throws IOException {
    Simulation simulation = some(precision);
    Dataset<Row> written = Ensembles.written(spark, simulation, directory.resolve("set"));
    Dataset<Row> simulated = Ensembles.simulated(spark, simulation);
    // Spark takes all columns of all files for nullable
    assertThat(simulated.schema().asNullable()).isEqualTo(written.schema());
    for (StructField field : written.schema().fields()) {
      StructField ours = simulated.schema().apply(field.name());
      assertThat(ours.metadata()).as(field.name()).isEqualTo(field.metadata());
    }
    List<Boolean> nullable =
        Arrays.stream(simulated.schema().fields()).map(StructField::nullable).toList();
    assertThat(nullable)
        .isEqualTo(simulation.schema().columns().stream().map(Column::nullable).toList());
    assertThat(simulated.union(written).distinct().count()).isEqualTo(31);
  }

  /** Their final states and flip times may be null. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void rowsOfSummariesAreThoseOfTheDataSet(Precision precision) throws IOException {
    Simulations some = new Simulations();
    some.content = SaveContent.SUMMARY;
    some.precision = precision;
    some.halfWidth = 3;
    some.maxSteps = 150;
    some.tmax = 5;
    Simulation simulation = some.build();
    Dataset<Row> written = Ensembles.written(spark, simulation, directory.resolve("set"));
    Dataset<Row> simulated = Ensembles.simulated(spark, simulation);
    assertThat(ordered(simulated)).hasSize(30).isEqualTo(ordered(written));
    assertThat(simulated.schema().asNullable()).isEqualTo(written.schema());
    for (String column : List.of("flip_time", "theta1_end")) {
      String present = "count(" + column + ")";
      assertThat(simulated.selectExpr(present).head().getLong(0))
          .isEqualTo(written.selectExpr(present).head().getLong(0))
          .isBetween(1L, 29L);
    }
  }

  /** Batches of 3 rows, of 1 row with all lists, and of thousands without. */
  @Test
  void rowsDoNotDependOnHowManyAreInABatch() throws IOException {
    Simulations some = new Simulations();
    some.samples = 8;
    some.shards = 1;
    some.points = 150_000;
    Simulation longLists = some.build();
    Dataset<Row> written = Ensembles.written(spark, longLists, directory.resolve("long"));
    Dataset<Row> simulated = Ensembles.simulated(spark, longLists);
    String hash = "sim_id, hash(theta1)";
    assertThat(simulated.selectExpr(hash.split(", ")).collectAsList())
        .isEqualTo(written.selectExpr(hash.split(", ")).collectAsList());
    String hashes = "sim_id, hash(theta1), hash(theta2), hash(omega1), hash(omega2), steps";
    assertThat(simulated.selectExpr(hashes.split(", ")).collectAsList())
        .isEqualTo(written.selectExpr(hashes.split(", ")).collectAsList());

    some.samples = 5000;
    some.points = 2;
    some.tmax = 0.01;
    Simulation manyRows = some.build();
    assertThat(
            Ensembles.simulated(spark, manyRows).select("sim_id", "energy_drift").collectAsList())
        .hasSize(5000)
        .isEqualTo(
            Ensembles.written(spark, manyRows, directory.resolve("many"))
                .select("sim_id", "energy_drift")
                .collectAsList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 30})
  void everyShardIsAPartition(int shards) {
    Simulations some = new Simulations();
    some.shards = shards;
    Dataset<Row> simulated = Ensembles.simulated(spark, some.build());
    assertThat(simulated.rdd().getNumPartitions()).isEqualTo(shards);
    assertThat(simulated.count()).isEqualTo(30);
  }

  @Test
  void initialConditionsComeFromAFile() throws IOException {
    Path file = directory.resolve("initial.csv");
    Files.writeString(
        file,
        "theta2,theta1,omega1,omega2\n0,0.1,1,2\n0,0.3,1,2\n2,-1,1,2\n-0.5,2.5,1,2\n1,1,1,2\n");
    Dataset<Row> simulated =
        spark
            .read()
            .format("ergode")
            .options(Map.of("design", "file", "file", file.toString(), "shards", "3", "tmax", "1"))
            .load();
    assertThat(simulated.select("theta1_0").as(Encoders.DOUBLE()).collectAsList())
        .containsExactly(0.1, 0.3, -1.0, 2.5, 1.0);
    assertThat(simulated.filter("theta1[0] = theta1_0 and theta2[0] = theta2_0").count())
        .isEqualTo(5);
  }

  @Test
  void listsCanBeTakenApart() {
    Dataset<Row> runs = Ensembles.simulated(spark, Simulations.small());
    runs.createOrReplaceTempView("runs");
    assertThat(spark.sql("select sim_id from runs where size(theta1) = 21").count()).isEqualTo(30);
    assertThat(spark.sql("select sim_id from runs where theta2[0] = theta2_0").count())
        .isEqualTo(30);
    assertThat(
            spark
                .sql("select sim_id from runs lateral view posexplode(omega1) as k, x where k = 20")
                .count())
        .isEqualTo(30);
    String largest = "aggregate(theta1, 0D, (most, x) -> greatest(most, abs(x)))";
    assertThat(spark.sql("select 1 from runs where " + largest + " = max_abs_theta1").count())
        .isEqualTo(30);
    assertThat(spark.sql("select 1 from runs where slice(theta1, 6, 2)[0] = theta1[5]").count())
        .isEqualTo(30);
    UDF1<Seq<Double>, Double> lastOf = list -> list.apply(list.size() - 1);
    org.apache.spark.sql.Column last = udf(lastOf, DataTypes.DoubleType).apply(col("theta1"));
    assertThat(runs.filter(last.equalTo(col("theta1").getItem(20))).count()).isEqualTo(30);
  }

  @Test
  void aViewIsATableOfSql() throws IOException {
    Simulations some = new Simulations();
    some.samples = 40;
    some.shards = 1;
    some.tolerance = 1e-7;
    Simulation simulation = some.build();
    spark.sql(
        "create temporary view runs using ergode options (samples 40, `SOLVER.RTOL` '1e-7',"
            + " atol 0.0000001, shards 1, tmax 2, points 21, max_steps 100000)");
    assertThat(ordered(spark.sql("select * from runs")))
        .isEqualTo(ordered(Ensembles.written(spark, simulation, directory.resolve("set"))));
    assertThat(spark.sql("describe runs").filter("col_name = 'omega1'").collectAsList())
        .singleElement()
        .hasToString("[omega1,array<double>,omega1 at t0 + k dt [rad/s]]");
    assertThat(Arrays.asList(spark.table("runs").columns()))
        .isEqualTo(simulation.schema().columns().stream().map(c -> c.name()).toList());
  }

  @Test
  void bothBackendsGiveTheSameBits() {
    Map<String, String> options = Ensembles.options(some(Precision.DOUBLE));
    List<List<List<Object>>> found =
        List.of("reference", "simd").stream()
            .map(
                backend ->
                    ordered(
                        spark
                            .read()
                            .format("ergode")
                            .options(options)
                            .option("backend", backend)
                            .load()))
            .toList();
    assertThat(found.get(0)).isEqualTo(found.get(1));
  }
}
