package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.Precision;
import ergode.data.SaveConfig;
import ergode.data.SaveContent;
import ergode.mechanics.DoublePendulum;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrajectorySchemaTest {
  private static final TrajectorySchema DOUBLE =
      new TrajectorySchema(
          new DoublePendulum(), new SaveConfig(10, 1000, Precision.DOUBLE, SaveContent.TRAJECTORY));
  private static final TrajectorySchema SUMMARY =
      new TrajectorySchema(
          new DoublePendulum(), new SaveConfig(10, 1000, Precision.DOUBLE, SaveContent.SUMMARY));
  private static final TrajectorySchema FLOAT =
      new TrajectorySchema(
          new DoublePendulum(), new SaveConfig(10, 1000, Precision.FLOAT, SaveContent.TRAJECTORY));

  @Test
  void columnsAreTheDocumentedOnesInOrder() {
    assertThat(DOUBLE.columns().stream().map(TrajectorySchemaTest::line))
        .containsExactly(
            "sim_id bigint [] number of the trajectory, from 0",
            "theta1_0 double [rad] initial theta1",
            "theta2_0 double [rad] initial theta2",
            "omega1_0 double [rad/s] initial omega1",
            "omega2_0 double [rad/s] initial omega2",
            "m1 double [kg] mass of the upper bob",
            "m2 double [kg] mass of the lower bob",
            "l1 double [m] length of the upper rod",
            "l2 double [m] length of the lower rod",
            "g double [m/s^2] acceleration of gravity",
            "t0 double [s] time of the first saved point",
            "dt double [s] spacing of the saved points: t_k = t0 + k dt",
            "n_save int [] number of saved points",
            "status string [] ok, max_steps, non_finite or step_too_small; the lists of a run that"
                + " is not ok end in NaN",
            "steps int [] accepted steps",
            "rejected int [] rejected steps",
            "max_abs_theta1 double [rad] largest |theta1| at a saved point, as stored",
            "max_abs_theta2 double [rad] largest |theta2| at a saved point, as stored",
            "energy_drift double [1] largest |E - E0| at the end of an accepted step, in units of"
                + " the energy scale",
            "theta1 array<double> [rad] theta1 at t0 + k dt",
            "theta2 array<double> [rad] theta2 at t0 + k dt",
            "omega1 array<double> [rad/s] omega1 at t0 + k dt",
            "omega2 array<double> [rad/s] omega2 at t0 + k dt");
  }

  @Test
  void aSummaryHasTheFinalStateAndTheFlipTimeInPlaceOfTheLists() {
    List<String> scalars = columns(DOUBLE).filter(line -> !line.contains("array")).toList();
    List<String> summary = columns(SUMMARY).toList();
    assertThat(summary.subList(0, scalars.size()))
        .usingElementComparator(Comparator.comparing(line -> line.replaceFirst(";.*", "")))
        .isEqualTo(scalars);
    assertThat(summary.subList(scalars.size(), summary.size()))
        .containsExactly(
            "theta1_end double [rad] theta1 at the last saved point; null if the run is not ok",
            "theta2_end double [rad] theta2 at the last saved point; null if the run is not ok",
            "omega1_end double [rad/s] omega1 at the last saved point; null if the run is not ok",
            "omega2_end double [rad/s] omega2 at the last saved point; null if the run is not ok",
            "flip_time double [s] when an angle first passes pi, by a straight line between saved"
                + " points; null if none does at a saved point");
    assertThat(SUMMARY.columns().stream().filter(Column::nullable)).hasSize(5);
    assertThat(SUMMARY.messageType().toString())
        .contains("required double energy_drift;", "optional double flip_time;");
  }

  private static Stream<String> columns(TrajectorySchema schema) {
    return schema.columns().stream().map(TrajectorySchemaTest::line);
  }

  private static String line(Column column) {
    return "%s %s [%s] %s"
        .formatted(column.name(), column.type().sql(), column.unit(), column.description());
  }

  @Test
  void singlePrecisionConcernsTheListsOnly() {
    List<String> changed =
        FLOAT.columns().stream()
            .filter(column -> !DOUBLE.columns().contains(column))
            .map(column -> column.name() + " " + column.type().sql())
            .toList();
    assertThat(changed)
        .containsExactly(
            "theta1 array<float>",
            "theta2 array<float>",
            "omega1 array<float>",
            "omega2 array<float>");
  }

  @Test
  void parquetSchemaHasOneListLevelAndNoNulls() {
    assertThat(DOUBLE.messageType().toString())
        .isEqualTo(
            """
            message trajectory {
              required int64 sim_id;
              required double theta1_0;
              required double theta2_0;
              required double omega1_0;
              required double omega2_0;
              required double m1;
              required double m2;
              required double l1;
              required double l2;
              required double g;
              required double t0;
              required double dt;
              required int32 n_save;
              required binary status (STRING);
              required int32 steps;
              required int32 rejected;
              required double max_abs_theta1;
              required double max_abs_theta2;
              required double energy_drift;
              required group theta1 (LIST) {
                repeated group list {
                  required double element;
                }
              }
              required group theta2 (LIST) {
                repeated group list {
                  required double element;
                }
              }
              required group omega1 (LIST) {
                repeated group list {
                  required double element;
                }
              }
              required group omega2 (LIST) {
                repeated group list {
                  required double element;
                }
              }
            }
            """);
  }

  @Test
  void projectionKeepsTheOrderOfTheWhole() {
    assertThat(FLOAT.messageType(Set.of("theta2", "sim_id", "steps")).toString())
        .isEqualTo(
            """
            message trajectory {
              required int64 sim_id;
              required int32 steps;
              required group theta2 (LIST) {
                repeated group list {
                  required float element;
                }
              }
            }
            """);
  }
}
