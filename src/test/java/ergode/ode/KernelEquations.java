package ergode.ode;

import ergode.backend.Kernel;
import ergode.backend.ReferenceBackend;
import org.hipparchus.ode.OrdinaryDifferentialEquation;

/** A vector field as Hipparchus takes it; counts evaluations. */
final class KernelEquations implements OrdinaryDifferentialEquation {
  private final Kernel kernel;
  private final int dimension;
  private final double[][] input;
  private final double[][] output;
  private int evaluations;

  KernelEquations(VectorField field) {
    kernel = new ReferenceBackend().compile(field.graph());
    dimension = field.dimension();
    input = new double[kernel.inputRows()][1];
    output = new double[dimension][1];
  }

  @Override
  public int getDimension() {
    return dimension;
  }

  @Override
  public double[] computeDerivatives(double t, double[] y) {
    evaluations++;
    for (int i = 0; i < input.length; i++) {
      input[i][0] = i < dimension ? y[i] : t;
    }
    kernel.run(input, new double[0], output, 1);
    double[] derivative = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      derivative[i] = output[i][0];
    }
    return derivative;
  }

  int evaluations() {
    return evaluations;
  }
}
