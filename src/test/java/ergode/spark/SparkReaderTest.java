package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.Compression;
import ergode.data.DataSets;
import ergode.data.ListEncoding;
import ergode.data.OutputConfig;
import ergode.data.Precision;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.Solved;
import ergode.data.parquet.Layouts;
import ergode.data.parquet.Specimen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark's own Parquet reader finds what the solver computed, and what the columns mean. */
class SparkReaderTest {
  private static final String VECTORISED = "spark.sql.parquet.enableVectorizedReader";

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path directory;

  @AfterEach
  void resetReader() {
    spark.conf().unset(VECTORISED);
  }

  private Dataset<Row> read() {
    return spark.read().parquet(directory.resolve("data").toString());
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE, true", "DOUBLE, false", "FLOAT, true", "FLOAT, false"})
  void rowsAreThoseOfTheSolver(Precision precision, boolean vectorised) throws IOException {
    Simulations few = new Simulations();
    few.maxSteps = 40;
    few.precision = precision;
    Simulation simulation = few.build();
    DataSets.simulate(simulation, directory);
    spark.conf().set(VECTORISED, vectorised);
    List<Row> rows =
        read()
            .select(
                "sim_id",
                "theta1_0",
                "theta2_0",
                "omega1_0",
                "omega2_0",
                "status",
                "theta1",
                "theta2",
                "omega1",
                "omega2")
            .orderBy("sim_id")
            .collectAsList();
    assertThat(rows).hasSize(30);
    for (Solved expected : Solved.all(simulation)) {
      Row row = rows.get((int) expected.id());
      assertThat(row.getLong(0)).isEqualTo(expected.id());
      assertThat(row.getString(5)).isEqualTo(expected.status());
      for (int i = 0; i < 4; i++) {
        assertThat(row.getDouble(1 + i)).isEqualTo(expected.initial()[i]);
        List<Number> list = row.getList(6 + i);
        assertThat(list.stream().mapToDouble(Number::doubleValue).toArray())
            .isEqualTo(Arrays.stream(expected.saved()[i]).map(precision::round).toArray());
      }
    }
  }

  @Test
  void typesAreSeenAsMeant() throws IOException {
    DataSets.simulate(Simulations.small(), directory);
    assertThat(read().schema().catalogString())
        .isEqualTo(
            "struct<sim_id:bigint,theta1_0:double,theta2_0:double,omega1_0:double,omega2_0:double,"
                + "m1:double,m2:double,l1:double,l2:double,g:double,t0:double,dt:double,n_save:int,"
                + "status:string,steps:int,rejected:int,max_abs_theta1:double,"
                + "max_abs_theta2:double,energy_drift:double,theta1:array<double>,"
                + "theta2:array<double>,omega1:array<double>,omega2:array<double>>");
  }

  @Test
  void columnsCarryTheirMeaningAndUnit() throws IOException {
    Simulation simulation = Simulations.small();
    DataSets.simulate(simulation, directory);
    List<String> expected =
        DataSets.schema(simulation).columns().stream()
            .map(column -> column.name() + ": " + column.description() + ", " + column.unit())
            .toList();
    assertThat(Arrays.stream(read().schema().fields()).map(SparkReaderTest::meaning))
        .isEqualTo(expected);
  }

  private static String meaning(StructField field) {
    String unit = field.metadata().contains("unit") ? field.metadata().getString("unit") : "";
    String comment = field.getComment().get();
    String suffix = unit.isEmpty() ? "" : " [" + unit + "]";
    assertThat(comment).endsWith(suffix);
    return field.name()
        + ": "
        + comment.substring(0, comment.length() - suffix.length())
        + ", "
        + unit;
  }

  @Test
  void describeShowsUnits() throws IOException {
    DataSets.simulate(Simulations.small(), directory);
    read().createOrReplaceTempView("runs");
    assertThat(spark.sql("describe runs").filter("col_name = 'omega1'").collectAsList())
        .singleElement()
        .hasToString("[omega1,array<double>,omega1 at t0 + k dt [rad/s]]");
    spark.catalog().dropTempView("runs");
  }

  static Stream<Arguments> layoutsAndReaders() {
    return Layouts.all()
        .map(Arguments::get)
        .flatMap(
            layout ->
                Stream.of(true, false)
                    .filter(
                        vectorised ->
                            !vectorised
                                || ((OutputConfig) layout[1]).encoding() == ListEncoding.PLAIN)
                    .map(vectorised -> Arguments.of(layout[0], layout[1], vectorised)));
  }

  @ParameterizedTest
  @MethodSource("layoutsAndReaders")
  void everyLayoutIsRead(Precision precision, OutputConfig output, boolean vectorised)
      throws IOException {
    Specimen specimen = Specimen.manyPages(precision, output);
    specimen.write(directory.resolve("data"));
    spark.conf().set(VECTORISED, vectorised);
    List<Row> rows = read().orderBy("sim_id").collectAsList();
    assertThat(rows).hasSize(specimen.rows());
    for (int number = 0; number < specimen.rows(); number++) {
      Row row = rows.get(number);
      assertThat((Long) row.getAs("sim_id")).isEqualTo(specimen.id(number));
      assertThat((String) row.getAs("status")).isEqualTo(specimen.status(number));
      assertThat((Double) row.getAs("energy_drift")).isEqualTo(specimen.drift(number));
      for (int i = 0; i < 4; i++) {
        List<Number> list = row.getList(row.fieldIndex(Specimen.LISTS.get(i)));
        assertThat(list.stream().mapToDouble(Number::doubleValue).toArray())
            .isEqualTo(specimen.list(number, i));
      }
    }
  }

  /** What {@code simulate} warns of; when it fails, the warning can go. */
  @Test
  void vectorisedReaderRefusesSplitListsAndNothingElse() throws IOException {
    Specimen specimen =
        Specimen.manyPages(
            Precision.DOUBLE, new OutputConfig(Compression.ZSTD, ListEncoding.BYTE_STREAM_SPLIT));
    specimen.write(directory.resolve("data"));
    spark.conf().set(VECTORISED, true);
    assertThat(read().select("sim_id", "energy_drift", "max_abs_theta1").collectAsList())
        .hasSize(specimen.rows());
    assertThatThrownBy(() -> read().select("theta1").collectAsList())
        .hasStackTraceContaining("BYTE_STREAM_SPLIT");
  }

  /** In Spark NaN exceeds every number, so no row group with a NaN may be skipped. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pushedDownFiltersFindNaN(boolean vectorised) throws IOException {
    Specimen specimen =
        Specimen.manyPages(
            Precision.DOUBLE, new OutputConfig(Compression.ZSTD, ListEncoding.PLAIN));
    specimen.write(directory.resolve("data"));
    spark.conf().set(VECTORISED, vectorised);
    assertThat(read().filter("energy_drift > 1").count()).isEqualTo(7);
    assertThat(read().filter("max_abs_theta1 = 0").count()).isEqualTo(1);
    assertThat(read().filter("steps = 20").count()).isEqualTo(1);
  }
}
