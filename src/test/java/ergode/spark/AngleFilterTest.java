package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.AngleRule;
import ergode.data.DataSets;
import ergode.data.InvalidInputException;
import ergode.data.SaveContent;
import ergode.data.Simulations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AngleFilterTest {
  private static final double PI = Math.PI;

  private final SparkSession spark = LocalSpark.session();
  private final AngleFilter filter =
      new AngleFilter(new AngleRule(PI), List.of("theta1", "theta2"));

  @TempDir Path directory;

  private Dataset<Row> frame(String ddl, Row... rows) {
    return spark.createDataFrame(Arrays.asList(rows), (StructType) DataType.fromDDL(ddl));
  }

  private static List<Boolean> labels(Dataset<Row> labelled) {
    return labelled.select("chaotic").collectAsList().stream()
        .map(row -> row.getBoolean(0))
        .toList();
  }

  @Test
  void listsAreSearched() {
    Dataset<Row> rows =
        frame(
            "theta1 array<double>, theta2 array<double>",
            RowFactory.create(List.of(0.0, PI, -PI), List.of(0.0)),
            RowFactory.create(List.of(0.0, Math.nextUp(PI)), List.of(0.0)),
            RowFactory.create(List.of(0.0), List.of(0.0, -Math.nextUp(PI), 0.0)),
            RowFactory.create(List.of(), List.of()));
    assertThat(labels(filter.label(rows))).containsExactly(false, true, true, false);
  }

  @Test
  void notANumberAndNullExceedNothing() {
    Dataset<Row> rows =
        frame(
            "theta1 array<double>, theta2 array<double>",
            RowFactory.create(List.of(0.0, Double.NaN), List.of(Double.NaN)),
            RowFactory.create(Arrays.asList(null, 1.0), null),
            RowFactory.create(Arrays.asList(null, Double.NaN, 4.0), null),
            RowFactory.create(null, List.of(-4.0)),
            RowFactory.create(List.of(-1 / 0.0), List.of(0.0)));
    assertThat(labels(filter.label(rows))).containsExactly(false, false, true, true, true);
  }

  /** pi in single precision is above pi; that is what is stored, so that is what counts. */
  @Test
  void singlePrecisionCountsAsStored() {
    Dataset<Row> rows =
        frame(
            "theta1 array<float>, theta2 array<float>",
            RowFactory.create(List.of((float) PI), List.of(0f)),
            RowFactory.create(List.of(Math.nextDown((float) PI)), List.of(0f)),
            RowFactory.create(List.of(Float.NaN), List.of(0f)));
    assertThat(labels(filter.label(rows))).containsExactly(true, false, false);
  }

  @Test
  void largestAnglesAreUsedWhereThereAreAny() {
    Dataset<Row> rows =
        frame(
            "theta1 array<double>, max_abs_theta1 double, max_abs_theta2 double",
            RowFactory.create(List.of(9.0), 1.0, PI),
            RowFactory.create(List.of(0.0), 4.0, 0.0),
            RowFactory.create(List.of(0.0), 0.0, 4.0),
            RowFactory.create(List.of(0.0), Double.NaN, null));
    assertThat(labels(filter.label(rows))).containsExactly(false, true, true, false);
  }

  @Test
  void oneAngleMayHaveAListAndTheOtherItsLargest() {
    Dataset<Row> rows =
        frame(
            "theta1 array<double>, max_abs_theta2 double",
            RowFactory.create(List.of(4.0), 0.0),
            RowFactory.create(List.of(0.0), 0.0));
    assertThat(labels(filter.label(rows))).containsExactly(true, false);
  }

  @Test
  void aMissingColumnIsNamed() {
    Dataset<Row> rows = frame("theta1 array<double>", RowFactory.create(List.of(4.0)));
    assertThatThrownBy(() -> filter.label(rows))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "column theta2 = missing: expected a list column of that name or max_abs_theta2");
  }

  @Test
  void noListIsReadWhereTheLargestAngleIsStored() throws IOException {
    DataSets.simulate(Simulations.small(), directory);
    Dataset<Row> rows = spark.read().parquet(directory.resolve("data").toString());
    String withLargest = plan(filter.label(rows).select("sim_id", "chaotic"));
    assertThat(withLargest)
        .contains("ReadSchema: struct<sim_id:bigint,max_abs_theta1:double,max_abs_theta2:double>");
    Dataset<Row> without = rows.drop("max_abs_theta1", "max_abs_theta2");
    assertThat(plan(filter.label(without).select("sim_id", "chaotic")))
        .contains("ReadSchema: struct<sim_id:bigint,theta1:array<double>,theta2:array<double>>");
    assertThat(plan(filter.split(rows).chaotic().select("sim_id")))
        .contains("ReadSchema: struct<sim_id:bigint,max_abs_theta1:double,max_abs_theta2:double>");
  }

  private static String plan(Dataset<Row> rows) {
    return rows.queryExecution().executedPlan().toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void splitIsAPartition(boolean withLargest) throws IOException {
    Simulations fast = new Simulations();
    fast.halfWidth = 3;
    DataSets.simulate(fast.build(), directory);
    Dataset<Row> rows = spark.read().parquet(directory.resolve("data").toString());
    Dataset<Row> source = withLargest ? rows : rows.drop("max_abs_theta1", "max_abs_theta2");
    AngleFilter.Split split = filter.split(source);
    Set<Long> chaotic = ids(split.chaotic());
    Set<Long> nonchaotic = ids(split.nonchaotic());
    assertThat(chaotic)
        .isEqualTo(ids(rows.filter("greatest(max_abs_theta1, max_abs_theta2) > pi()")));
    assertThat(chaotic).isNotEmpty().doesNotContainAnyElementsOf(nonchaotic);
    assertThat(nonchaotic).isNotEmpty();
    chaotic.addAll(nonchaotic);
    assertThat(chaotic).isEqualTo(ids(rows));
    assertThat(ids(filter.split(filter.label(source)).chaotic()))
        .as("of rows that are labelled already")
        .isEqualTo(ids(split.chaotic()));
  }

  private static Set<Long> ids(Dataset<Row> rows) {
    List<Long> ids =
        rows.select("sim_id").collectAsList().stream()
            .map(row -> row.getLong(0))
            .collect(Collectors.toList());
    assertThat(ids).doesNotHaveDuplicates();
    return new TreeSet<>(ids);
  }

  /** With a cut of pi, the chaotic side of a summary is the rows that have a flip time. */
  @Test
  void aSummaryIsSplitByItsLargestAngles() throws IOException {
    Simulations summary = new Simulations();
    summary.halfWidth = 3;
    summary.content = SaveContent.SUMMARY;
    DataSets.simulate(summary.build(), directory);
    Dataset<Row> rows = spark.read().parquet(directory.resolve("data").toString());
    AngleFilter.Split split = filter.split(rows);
    assertThat(ids(split.chaotic())).isNotEmpty().isEqualTo(ids(rows.filter("flip_time >= 0")));
    assertThat(ids(split.nonchaotic())).isEqualTo(ids(rows.filter("flip_time is null")));
    assertThat(rows.schema().apply("flip_time").metadata().getString("unit")).isEqualTo("s");
  }
}
