package ergode.mechanics;

import java.util.Arrays;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** Equations of motion by another library: its automatic differentiation and its LU solver. */
public final class HipparchusOracle {
  private HipparchusOracle() {}

  /** A Lagrangian of the coordinates q and velocities v. */
  public interface Lagrangian {
    DerivativeStructure value(DerivativeStructure[] q, DerivativeStructure[] v);
  }

  /** The accelerations at the state (q, v). */
  public static double[] accelerations(Lagrangian lagrangian, double... state) {
    int n = state.length / 2;
    DerivativeStructure l = taylor(lagrangian, state);
    RealMatrix mass = new Array2DRowRealMatrix(n, n);
    RealVector force = new ArrayRealVector(n);
    for (int i = 0; i < n; i++) {
      double sum = l.getPartialDerivative(orders(2 * n, i));
      for (int j = 0; j < n; j++) {
        mass.setEntry(i, j, l.getPartialDerivative(orders(2 * n, n + i, n + j)));
        sum -= l.getPartialDerivative(orders(2 * n, n + i, j)) * state[n + j];
      }
      force.setEntry(i, sum);
    }
    return new LUDecomposition(mass).getSolver().solve(force).toArray();
  }

  /** v . dL/dv - L. */
  public static double energy(Lagrangian lagrangian, double... state) {
    int n = state.length / 2;
    DerivativeStructure l = taylor(lagrangian, state);
    double energy = -l.getValue();
    for (int i = 0; i < n; i++) {
      energy += state[n + i] * l.getPartialDerivative(orders(2 * n, n + i));
    }
    return energy;
  }

  private static DerivativeStructure taylor(Lagrangian lagrangian, double... state) {
    DSFactory factory = new DSFactory(state.length, 2);
    DerivativeStructure[] x = new DerivativeStructure[state.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = factory.variable(i, state[i]);
    }
    int n = x.length / 2;
    return lagrangian.value(Arrays.copyOf(x, n), Arrays.copyOfRange(x, n, 2 * n));
  }

  /** The derivative once by each of {@code variables}. */
  private static int[] orders(int count, int... variables) {
    int[] orders = new int[count];
    for (int variable : variables) {
      orders[variable]++;
    }
    return orders;
  }
}
