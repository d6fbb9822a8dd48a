package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.Compression;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.ListEncoding;
import ergode.data.OutputConfig;
import ergode.data.Precision;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.Solved;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DuckDB reads {@code data/} without a hint, and finds what the solver computed. */
class DuckDbTest {
  private static final List<String> LISTS = List.of("theta1", "theta2", "omega1", "omega2");

  @TempDir Path directory;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    statement = connection.createStatement();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  /** Rows of {@code select COLUMNS from DATA SET TAIL}. */
  private ResultSet select(Dataset dataset, String columns, String tail) throws SQLException {
    String files = Path.of(dataset.directory().toUri()) + "/data/*.parquet";
    return statement.executeQuery("select " + columns + " from '" + files + "' " + tail);
  }

  @ParameterizedTest
  @EnumSource
  void listsHoldWhatTheSolverGave(Precision precision) throws Exception {
    Simulations small = new Simulations();
    small.precision = precision;
    Simulation simulation = small.build();
    Dataset dataset = DataSets.simulate(simulation, directory.resolve("set"));
    List<Solved> solved = Solved.all(simulation);

    ResultSet rows = select(dataset, "*", "order by sim_id");
    for (Solved expected : solved) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong("sim_id")).isEqualTo(expected.id());
      for (int i = 0; i < LISTS.size(); i++) {
        assertThat(rows.getDouble(LISTS.get(i) + "_0")).isEqualTo(expected.initial()[i]);
        Object[] found = elements(rows, LISTS.get(i));
        assertThat(found).isEqualTo(rounded(expected.saved()[i], precision));
      }
      assertThat(rows.getString("status")).isEqualTo(expected.status());
      assertThat(rows.getInt("steps")).isEqualTo((int) expected.steps());
      assertThat(rows.getInt("rejected")).isEqualTo((int) expected.rejected());
    }
    assertThat(rows.next()).isFalse();
  }

  private static Object[] elements(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return (Object[]) array.getArray();
  }

  private static Object[] rounded(double[] values, Precision precision) {
    return Arrays.stream(values)
        .mapToObj(x -> precision == Precision.FLOAT ? (Object) (float) x : (Object) x)
        .toArray();
  }

  @Test
  void typesAreSeenAsMeant() throws Exception {
    Simulations small = new Simulations();
    small.precision = Precision.FLOAT;
    Dataset dataset = DataSets.simulate(small.build(), directory.resolve("set"));
    ResultSet described =
        statement.executeQuery(
            "describe select sim_id, theta1_0, n_save, status, theta1 from '"
                + Path.of(dataset.directory().toUri())
                + "/data/*.parquet'");
    List<String> types = new ArrayList<>();
    while (described.next()) {
      types.add(described.getString("column_type"));
    }
    assertThat(types).containsExactly("BIGINT", "DOUBLE", "INTEGER", "VARCHAR", "FLOAT[]");
  }

  @Test
  void idsAreCompleteAndUnique() throws Exception {
    Dataset dataset = DataSets.simulate(Simulations.small(), directory.resolve("set"));
    ResultSet ids =
        select(dataset, "count(*), count(distinct sim_id), min(sim_id), max(sim_id)", "");
    ids.next();
    assertThat(List.of(ids.getLong(1), ids.getLong(2), ids.getLong(3), ids.getLong(4)))
        .containsExactly(30L, 30L, 0L, 29L);
  }

  @Test
  void timesAndParametersAreThoseOfTheConfiguration() throws Exception {
    Simulations heavy = new Simulations();
    heavy.parameters.put("m2", 2.5);
    heavy.parameters.put("g", 1.62);
    Dataset dataset = DataSets.simulate(heavy.build(), directory.resolve("set"));
    ResultSet row = select(dataset, "distinct t0, dt, n_save, m1, m2, l1, l2, g", "");
    row.next();
    assertThat(row.getDouble("t0")).isZero();
    assertThat(row.getDouble("dt")).isEqualTo(0.1);
    assertThat(row.getInt("n_save")).isEqualTo(21);
    assertThat(row.getDouble("m1")).isEqualTo(1);
    assertThat(row.getDouble("m2")).isEqualTo(2.5);
    assertThat(row.getDouble("g")).isEqualTo(1.62);
    assertThat(row.next()).isFalse();
  }

  /** In the database's own arithmetic, over the values as stored. */
  @ParameterizedTest
  @EnumSource
  void largestAngleIsThatOfTheStoredList(Precision precision) throws Exception {
    Simulations small = new Simulations();
    small.precision = precision;
    Dataset dataset = DataSets.simulate(small.build(), directory.resolve("set"));
    String largest = "list_max(list_transform(%1$s, lambda x: abs(x)))::double = max_abs_%1$s";
    ResultSet agreeing =
        select(
            dataset,
            "count(*)",
            "where " + largest.formatted("theta1") + " and " + largest.formatted("theta2"));
    agreeing.next();
    assertThat(agreeing.getLong(1)).isEqualTo(30);
  }

  @Test
  void aFailedRunEndsInNaN() throws Exception {
    Simulations few = new Simulations();
    few.maxSteps = 40;
    Simulation simulation = few.build();
    Dataset dataset = DataSets.simulate(simulation, directory.resolve("set"));
    ResultSet rows =
        select(
            dataset,
            """
            status,
            len(theta1) as length,
            len(list_filter(theta2, lambda x: not isnan(x))) as reached,
            isnan(theta2[-1]) as unfinished,
            list_max(list_transform(list_filter(theta2, lambda x: not isnan(x)), lambda x: abs(x)))
              = max_abs_theta2 as largest
            """,
            "");
    int failed = 0;
    while (rows.next()) {
      assertThat(rows.getInt("length")).isEqualTo(21);
      assertThat(rows.getBoolean("largest")).isTrue();
      boolean unfinished = rows.getString("status").equals("max_steps");
      assertThat(rows.getBoolean("unfinished")).isEqualTo(unfinished);
      if (unfinished) {
        failed++;
        assertThat(rows.getInt("reached")).isBetween(1, 20);
      }
    }
    assertThat(failed).isBetween(1, 29);
    assertThat(dataset.manifest().statistics().status()).containsEntry("max_steps", (long) failed);
    assertThat(dataset.manifest().statistics().failed()).isEqualTo(failed);
  }

  @ParameterizedTest
  @MethodSource("ergode.data.parquet.Layouts#all")
  void everyLayoutIsRead(Precision precision, OutputConfig output) throws Exception {
    Specimen specimen = Specimen.manyPages(precision, output);
    Path file = specimen.write(directory.resolve("file.parquet"));
    ResultSet row = statement.executeQuery("select * from '" + file + "' order by sim_id");
    for (int number = 0; number < specimen.rows(); number++) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong("sim_id")).isEqualTo(specimen.id(number));
      assertThat(row.getString("status")).isEqualTo(specimen.status(number));
      assertThat(row.getDouble("energy_drift")).isEqualTo(specimen.drift(number));
      for (int i = 0; i < LISTS.size(); i++) {
        assertThat(elements(row, LISTS.get(i)))
            .isEqualTo(rounded(specimen.list(number, i), precision));
      }
    }
    assertThat(row.next()).isFalse();
  }

  /** Statistics let a reader skip; they must not let it skip too much. */
  @Test
  void filtersFindTheirRows() throws Exception {
    Specimen specimen =
        Specimen.manyPages(
            Precision.DOUBLE, new OutputConfig(Compression.ZSTD, ListEncoding.PLAIN));
    Path file = specimen.write(directory.resolve("file.parquet"));
    for (String filter :
        List.of(
            "steps = 20",
            "max_abs_theta2 = -20",
            "sim_id = 3000000020",
            "sim_id between 3000000019 and 3000000020 and status = 'ok'")) {
      ResultSet row = statement.executeQuery("select sim_id from '" + file + "' where " + filter);
      assertThat(row.next()).as(filter).isTrue();
      do {
        assertThat(row.getLong(1)).isBetween(3_000_000_019L, 3_000_000_020L);
      } while (row.next());
    }
    ResultSet failed =
        statement.executeQuery("select count(*) from '" + file + "' where isnan(energy_drift)");
    failed.next();
    assertThat(failed.getLong(1)).isEqualTo(7);
  }
}
