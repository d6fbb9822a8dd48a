package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.design.FileDesign;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both angles and velocities with the other sign: the mirror image, to the last bit. */
class ReflectionTest {
  @TempDir Path parent;

  private Dataset simulate(String name, double sign) throws IOException {
    Simulations simulation = new Simulations();
    simulation.file =
        new FileDesign(
            4,
            Arrays.stream(
                    new double[] {
                      0.1, -0.2, 0.3, 0.4, 3.1, 2.9, -8, 11, 1.5, 1.5, 0, 0, -2, 2.5, 1e-3, -40, 0,
                      0, 1e-300, 0
                    })
                .map(value -> sign * value)
                .toArray());
    simulation.tmax = 10;
    simulation.points = 101;
    simulation.shards = 2;
    return DataSets.simulate(simulation.build(), parent.resolve(name));
  }

  @Test
  void mirrorImageIsExact() throws IOException {
    Dataset image = simulate("image", 1);
    Dataset mirror = simulate("mirror", -1);
    assertThat(rows(mirror, -1)).isEqualTo(rows(image, 1));
    assertThat(DataSets.rows(mirror, row -> what(row.steps(), row.rejected(), row.energyDrift())))
        .isEqualTo(
            DataSets.rows(image, row -> what(row.steps(), row.rejected(), row.energyDrift())));
    assertThat(DataSets.rows(mirror, row -> row.maxAbs().clone()))
        .usingRecursiveComparison()
        .isEqualTo(DataSets.rows(image, row -> row.maxAbs().clone()));
    assertThat(DataSets.rows(image, row -> row.maxAbs()[1])).anyMatch(max -> max > Math.PI);
  }

  private static List<Number> what(int steps, int rejected, double drift) {
    return List.of(steps, rejected, drift);
  }

  /** Initial and saved values times the sign; -0 counts as 0. */
  private static List<List<Double>> rows(Dataset dataset, double sign) throws IOException {
    return DataSets.rows(
        dataset,
        row -> {
          List<Double> values = new ArrayList<>();
          for (double value : row.initial()) {
            values.add(sign * value + 0.0);
          }
          for (double[] list : row.saved()) {
            for (int k = 0; k < row.savedPoints(); k++) {
              values.add(sign * list[k] + 0.0);
            }
          }
          return values;
        });
  }
}
