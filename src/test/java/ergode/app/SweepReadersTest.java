package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.spark.LocalSpark;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs see a whole sweep as one table, with a column per swept key. */
class SweepReadersTest {
  @TempDir static Path folder;
  private static String sweep = "";

  @BeforeAll
  static void run() {
    sweep = folder.resolve("a sweep").toString();
    Cli cli =
        Cli.run(
            "sweep",
            "--out",
            sweep,
            "--quiet",
            "--master",
            "local[2]",
            "--set",
            "ensemble.samples=4",
            "--set",
            "save.points=3",
            "--set",
            "save.tmax=0.5",
            "--sweep",
            "ensemble.theta1=[-2,2]",
            "--sweep",
            "system.g=1.6,9.8",
            "--sweep",
            "ensemble.seed=-3,9007199254740993",
            "--sweep",
            "solver.method=dop853",
            "--sweep",
            "solver.rtol=1e-10,1e-5");
    assertThat(cli.exitCode()).isZero();
  }

  @Test
  void sparkFindsNumbersAndText() {
    Dataset<Row> rows =
        LocalSpark.session().read().option("pathGlobFilter", "*.parquet").parquet(sweep);
    assertThat(rows.count()).isEqualTo(4 * 8);
    assertThat(rows.schema().apply("system_g").dataType()).isEqualTo(DataTypes.DoubleType);
    assertThat(rows.schema().apply("solver_rtol").dataType()).isEqualTo(DataTypes.DoubleType);
    assertThat(rows.schema().apply("ensemble_seed").dataType()).isEqualTo(DataTypes.LongType);
    assertThat(rows.schema().apply("solver_method").dataType()).isEqualTo(DataTypes.StringType);
    assertThat(rows.where("system_g = g").count()).as("path and file agree").isEqualTo(4 * 8);
    Dataset<Row> point =
        rows.where(
            "system_g = 9.8 and solver_rtol = 1e-10 and solver_method = 'dop853'"
                + " and ensemble_seed = 9007199254740993 and ensemble_theta1 = '-2.0_to_2.0'");
    assertThat(point.select("sim_id").collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
    assertThat(point.selectExpr("size(theta1)").distinct().collectAsList())
        .as("theta1 is still the list")
        .extracting(row -> row.getInt(0))
        .containsExactly(3);
  }

  @Test
  void duckDbFindsTheColumns() throws SQLException {
    String table = "read_parquet('" + sweep + "/**/data/*.parquet', hive_partitioning = true)";
    assertThat(query("select count(*) from " + table)).containsExactly("32");
    assertThat(query("select count(*) from " + table + " where system_g::double = g"))
        .containsExactly("32");
    assertThat(
            query(
                "select sim_id from "
                    + table
                    + " where system_g = '9.8' and solver_rtol::double = 1e-10 and solver_method ="
                    + " 'dop853' and ensemble_seed = 9007199254740993 and ensemble_theta1 ="
                    + " '-2.0_to_2.0' and len(theta1) = 3 order by sim_id"))
        .containsExactly("0", "1", "2", "3");
    assertThat(
            query(
                "select distinct solver_rtol || ' ' || ensemble_seed || ' ' || solver_method from "
                    + table
                    + " order by 1"))
        .containsExactly(
            "1.0E-10 -3 dop853",
            "1.0E-10 9007199254740993 dop853",
            "1.0E-5 -3 dop853",
            "1.0E-5 9007199254740993 dop853");
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
