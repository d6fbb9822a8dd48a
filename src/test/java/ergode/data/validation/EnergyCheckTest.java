package ergode.data.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.Precision;
import ergode.data.Simulations;
import ergode.data.parquet.RowEdit;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnergyCheckTest {
  @TempDir Path folder;

  private ShardValidation.Result forged(Simulations simulation, Consumer<TrajectoryRow> edit)
      throws IOException {
    simulation.shards = 1;
    Dataset dataset =
        Forgery.of(
            simulation.build(),
            folder,
            row -> {
              if (row.simId() == 12) {
                edit.accept(row);
              }
              return true;
            });
    return Forgery.validate(dataset, 0);
  }

  /** Violent orbits, save points far apart and close together, all methods with an estimate. */
  @ParameterizedTest
  @CsvSource({
    "heun, 1e-2, 5, double", "heun, 1e-4, 21, double", "midpoint, 1e-3, 201, double",
    "bosh3, 1e-2, 201, double", "bosh3, 1e-6, 5, double", "dopri5, 1e-3, 201, double",
    "dopri5, 1e-9, 21, double", "tsit5, 1e-2, 1001, double", "tsit5, 1e-5, 2, double",
    "tsit5, 1e-5, 1001, float", "tsit5, 1e-13, 201, double", "tsit5, 1e-13, 201, float",
    "dop853, 1e-2, 1001, double", "dop853, 1e-5, 1001, double", "dop853, 1e-5, 2, float",
    "dop853, 1e-13, 201, double", "rk4, 1e-5, 101, double", "euler, 1e-5, 11, float"
  })
  void whatTheSolverGivesIsWithinTheBounds(
      String method, double tolerance, int points, String precision) throws IOException {
    Simulations simulation = new Simulations();
    simulation.method = method;
    simulation.tolerance = tolerance;
    simulation.halfWidth = 3.1;
    simulation.tmax = 5;
    simulation.dt0 = 0.01;
    simulation.points = points;
    simulation.precision = precision.equals("float") ? Precision.FLOAT : Precision.DOUBLE;
    ShardValidation.Result result =
        Forgery.validate(DataSets.simulate(simulation.build(), folder), 0);
    assertThat(result.findings().lines()).isEmpty();
    assertThat(result.warnings().count(EnergyCheck.SAVED_POINTS)).isZero();
    assertThat(result.warnings().count(EnergyCheck.PROMISE)).isZero();
    boolean constant = method.equals("rk4") || method.equals("euler");
    assertThat(result.largestShare()).isBetween(constant ? 0 : 1e-9, constant ? 0 : 0.9);
  }

  /** The last saved point is the end of a step: its energy error cannot exceed the largest. */
  @Test
  void aDriftBelowThatOfTheLastPointIsFound() throws IOException {
    ShardValidation.Result result =
        forged(new Simulations(), row -> RowEdit.energyDrift(row, 1e-12));
    assertThat(result.findings().lines())
        .singleElement()
        .asString()
        .startsWith(
            "data/train-00000-of-00001.parquet: sim_id 12: energy_drift is 1.0E-12, but the last"
                + " saved point alone is off by ");
  }

  @Test
  void constantStepsPromiseNothingButTheLastPoint() throws IOException {
    Simulations euler = new Simulations();
    euler.method = "euler";
    ShardValidation.Result result = forged(euler, row -> RowEdit.energyDrift(row, 0));
    assertThat(result.findings().count(EnergyCheck.LAST_POINT)).isEqualTo(1);
    assertThat(result.findings().count()).isEqualTo(1);
    assertThat(result.warnings().count(EnergyCheck.SAVED_POINTS)).isZero();
  }

  @Test
  void aPointOffTheOrbitIsAWarning() throws IOException {
    ShardValidation.Result result = forged(new Simulations(), row -> row.saved()[2][9] += 1);
    assertThat(result.findings().lines()).isEmpty();
    assertThat(result.warnings().lines())
        .singleElement()
        .asString()
        .startsWith(
            "data/train-00000-of-00001.parquet: sim_id 12: the energy at point 9 is off by ");
  }

  @Test
  void moreThanTheTolerancesAllowIsAWarning() throws IOException {
    ShardValidation.Result result = forged(new Simulations(), row -> RowEdit.energyDrift(row, 0.1));
    assertThat(result.findings().lines()).isEmpty();
    assertThat(result.warnings().lines())
        .singleElement()
        .asString()
        .startsWith(
            "data/train-00000-of-00001.parquet: sim_id 12: energy_drift is 0.1, rtol = 1.0E-5 and"
                + " atol = 1.0E-5 allow ");
    assertThat(result.largestShare()).isGreaterThan(1);
  }
}
