package ergode.network;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.expr.Graph;
import java.util.Arrays;

/**
 * Cells of equal size that cover two angles from -pi to pi.
 *
 * @param cells along each angle, 1 to 10,000
 */
public record TorusGrid(int cells) {
  public TorusGrid {
    if (cells < 1 || cells > 10_000) {
      throw new IllegalArgumentException(
          "a grid of " + cells + " cells an angle: expected 1 to 10000");
    }
  }

  /** The angle in the middle of a cell, rad. */
  public double angle(int cell) {
    return Math.PI * ((2.0 * cell + 1) / cells - 1);
  }

  /**
   * A function of two angles in the middle of each cell.
   *
   * @param function of two scalars, such as {@link NeuralLagrangian#potential()}
   * @param parameters in its order
   * @return [cell of the first angle][cell of the second]
   */
  public double[][] values(Graph function, double[] parameters, Backend backend) {
    if (Graph.components(function.inputs()) != 2 || Graph.components(function.outputs()) != 1) {
      throw new IllegalArgumentException(
          "a function of %s with the values %s: expected two scalars and one value"
              .formatted(function.inputs(), function.outputs()));
    }
    Kernel kernel = backend.compile(function);
    double[] second = new double[cells];
    for (int j = 0; j < cells; j++) {
      second[j] = angle(j);
    }
    double[] first = new double[cells];
    double[][] values = new double[cells][cells];
    for (int i = 0; i < cells; i++) {
      Arrays.fill(first, angle(i));
      double[][] row = {new double[cells]};
      kernel.run(new double[][] {first, second}, parameters, row, cells);
      values[i] = row[0];
    }
    return values;
  }
}
