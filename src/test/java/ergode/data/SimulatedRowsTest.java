package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.CountingBackend;
import ergode.backend.ReferenceBackend;
import ergode.data.parquet.Column;
import ergode.data.parquet.Projection;
import ergode.data.parquet.RowFields;
import ergode.data.parquet.TrajectoryRow;
import ergode.ode.Methods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is computed for some columns, and that it is what the whole rows have there. */
class SimulatedRowsTest {
  private static final List<List<String>> PROJECTIONS =
      List.of(
          List.of("sim_id", "omega2_0", "g", "dt", "n_save"),
          List.of("steps", "rejected", "status"),
          List.of("energy_drift"),
          List.of("theta2"),
          List.of("omega1", "theta1"),
          List.of("max_abs_theta1"),
          List.of("status", "max_abs_theta2", "omega2"));

  private static final List<List<String>> SUMMARIES =
      List.of(
          List.of("flip_time"),
          List.of("max_abs_theta2"),
          List.of("theta1_end", "omega2_end"),
          List.of("omega1_0"),
          List.of("status", "energy_drift", "max_abs_theta1", "theta2_end"));

  static Stream<String> methods() {
    return Methods.names().stream();
  }

  private static List<Map<String, Object>> rows(Simulation simulation, Projection projection) {
    List<Map<String, Object>> rows = new ArrayList<>();
    new SimulatedRows(simulation, projection, new ReferenceBackend())
        .forEach(
            simulation.ensemble().design()::initialCondition,
            0,
            simulation.shards().rows(),
            row -> rows.add(values(projection, row)));
    return rows;
  }

  private static Map<String, Object> values(Projection projection, TrajectoryRow row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column column : projection.columns()) {
      values.put(column.name(), value(projection, column, row));
    }
    return values;
  }

  private static Object value(Projection projection, Column column, TrajectoryRow row) {
    return switch (column.type()) {
      case LONG -> row.simId();
      case INT -> RowFields.ofInt(column.name()).get().applyAsInt(row);
      case DOUBLE ->
          Double.doubleToRawLongBits(
              RowFields.ofDouble(projection.schema().system(), column.name())
                  .get()
                  .applyAsDouble(row));
      case STRING -> row.status();
      case DOUBLE_LIST, FLOAT_LIST ->
          Arrays.stream(
                  row.saved()[projection.schema().system().components().indexOf(column.name())])
              .mapToLong(Double::doubleToRawLongBits)
              .boxed()
              .toList();
    };
  }

  /** Some runs fail, some flip. */
  private static Simulations some(String method) {
    Simulations some = new Simulations();
    some.method = method;
    some.dt0 = 0.01;
    some.halfWidth = 3;
    some.maxSteps = 150;
    some.parameters.put("l2", 0.7);
    return some;
  }

  /** In particular, the energy is not watched where nobody asks for it. */
  @ParameterizedTest
  @MethodSource("methods")
  void columnsDoNotDependOnWhichOthersAreAskedFor(String method) {
    Simulations some = some(method);
    some.precision = method.equals("tsit5") ? Precision.FLOAT : Precision.DOUBLE;
    assertPartsOfWhole(some.build(), PROJECTIONS);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void columnsOfSummariesDoNotDependOnWhichOthersAreAskedFor(Precision precision) {
    Simulations some = some("tsit5");
    some.maxSteps = 400;
    some.content = SaveContent.SUMMARY;
    some.precision = precision;
    assertPartsOfWhole(some.build(), SUMMARIES);
  }

  private static void assertPartsOfWhole(Simulation simulation, List<List<String>> projections) {
    List<Map<String, Object>> whole = rows(simulation, Projection.all(simulation.schema()));
    assertThat(whole).hasSize(30);
    for (List<String> names : projections) {
      List<Map<String, Object>> expected =
          whole.stream()
              .map(
                  row -> {
                    Map<String, Object> kept = new LinkedHashMap<>();
                    names.forEach(name -> kept.put(name, row.get(name)));
                    return kept;
                  })
              .toList();
      assertThat(rows(simulation, Projection.of(simulation.schema(), names)))
          .as("%s", names)
          .isEqualTo(expected);
    }
  }

  private static CountingBackend counts(Simulation simulation, String... columns) {
    CountingBackend counting = new CountingBackend();
    Projection projection = Projection.of(simulation.schema(), List.of(columns));
    new SimulatedRows(simulation, projection, counting)
        .forEach(
            simulation.ensemble().design()::initialCondition,
            0,
            simulation.shards().rows(),
            row -> {});
    return counting;
  }

  /** Tsit5's interpolant has four coefficients per component. */
  @Test
  void onlyWhatIsAskedForIsInterpolated() {
    Simulation simulation = Simulations.small();
    CountingBackend all = counts(simulation, "theta1", "theta2", "omega1", "omega2");
    long perComponent = all.interpolatedValues() / 4;
    assertThat(perComponent).isPositive();
    assertThat(counts(simulation, "omega2").interpolatedValues()).isEqualTo(perComponent);
    assertThat(counts(simulation, "max_abs_theta1").interpolatedValues()).isEqualTo(perComponent);
    assertThat(counts(simulation, "theta1", "max_abs_theta1", "steps").interpolatedValues())
        .isEqualTo(perComponent);
    assertThat(counts(simulation, "theta1", "max_abs_theta2").interpolatedValues())
        .isEqualTo(2 * perComponent);
    CountingBackend scalars = counts(simulation, "status", "steps", "energy_drift");
    assertThat(scalars.interpolatedValues()).isZero();
    assertThat(scalars.attempts()).isEqualTo(all.attempts());
  }

  @Test
  void summariesInterpolateTheAnglesForTheirExtremesAndFlips() {
    Simulations some = new Simulations();
    some.content = SaveContent.SUMMARY;
    Simulation simulation = some.build();
    long perComponent = counts(simulation, "max_abs_theta1").interpolatedValues();
    assertThat(perComponent).isPositive();
    assertThat(counts(simulation, "flip_time").interpolatedValues()).isEqualTo(2 * perComponent);
    CountingBackend ends = counts(simulation, "theta1_end", "omega1_end");
    assertThat(ends.interpolatedValues()).isZero();
    assertThat(ends.attempts()).isPositive();
  }

  @Test
  void theEnergyIsWatchedForItsDriftAlone() {
    Simulation simulation = Simulations.small();
    CountingBackend without = counts(simulation, "steps");
    CountingBackend with = counts(simulation, "steps", "energy_drift");
    assertThat(with.attemptedValues()).isEqualTo(without.attemptedValues() + without.attempts());
  }

  @Test
  void initialStatesAndParametersNeedNoIntegration() {
    CountingBackend counts =
        counts(Simulations.small(), "sim_id", "theta1_0", "m1", "t0", "n_save");
    assertThat(counts.started()).isZero();
    assertThat(counts.attempts()).isZero();
  }

  /** A run of DOP853 may end at one of them, so its outcome depends on them. */
  @Test
  void extraStagesAreEvaluatedWithoutLists() {
    Simulations eighth = new Simulations();
    eighth.method = "dop853";
    assertThat(counts(eighth.build(), "status").interpolatedValues()).isPositive();
  }
}
