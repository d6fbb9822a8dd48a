package ergode.backend.simd;

import ergode.backend.Kernel;
import ergode.expr.Graph;
import org.jspecify.annotations.Nullable;

/** A kernel whose loops are generated; see {@link KernelSource}. */
public abstract class SimdKernel implements Kernel {
  private Graph graph;
  private double[] slots;
  private double[][] scratch;
  private int[] copies;
  private int width;
  private int[] outputLoops;
  private int[] inputLoops;
  private double[] @Nullable [] knownInputs;
  private double[] @Nullable [] knownOutputs;
  private boolean knownConflict;

  /** For generated classes; {@link #bind} comes next. */
  @SuppressWarnings("NullAway.Init")
  protected SimdKernel() {}

  void bind(Graph boundGraph, KernelPlan plan, int vectorWidth) {
    graph = boundGraph;
    slots = new double[plan.slots()];
    scratch = new double[plan.scratchRows()][0];
    copies = plan.copies();
    width = vectorWidth;
    outputLoops = plan.outputLoops();
    inputLoops = plan.inputLoops();
  }

  /** Computes shared values from parameters. */
  public abstract void shared(double[] parameters, double[] slots);

  /** Computes {@code n} lanes, a multiple of the vector width. */
  public abstract void lanes(
      double[][] in, double[] slots, double[][] scratch, double[][] out, int n);

  @Override
  public int inputRows() {
    return Graph.components(graph.inputs());
  }

  @Override
  public int parameterCount() {
    return Graph.components(graph.parameters());
  }

  @Override
  public int outputRows() {
    return copies.length;
  }

  @Override
  public int totalCount() {
    return 0;
  }

  @Override
  public void run(
      double[][] inputs, double[] parameters, double[][] outputs, double[] totals, int lanes) {
    int padded = (lanes + width - 1) / width * width;
    shared(parameters, slots);
    if (scratch.length > 0 && scratch[0].length < padded) {
      scratch = new double[scratch.length][padded];
    }
    boolean inPlace = !conflict(inputs, outputs);
    if (inPlace && fits(inputs, padded) && fits(outputs, padded)) {
      lanes(inputs, slots, scratch, outputs, padded);
    } else {
      double[][] in = new double[inputs.length][padded];
      for (int i = 0; i < in.length; i++) {
        System.arraycopy(inputs[i], 0, in[i], 0, lanes);
      }
      double[][] out = new double[outputRows()][padded];
      lanes(in, slots, scratch, out, padded);
      for (int i = 0; i < out.length; i++) {
        System.arraycopy(out[i], 0, outputs[i], 0, lanes);
      }
    }
    for (int row = 0; row < copies.length; row++) {
      if (copies[row] >= 0) {
        System.arraycopy(inputs[copies[row]], 0, outputs[row], 0, lanes);
      }
    }
  }

  /** Whether an output row is an input row that a later loop than its own still has to read. */
  private boolean conflict(double[][] inputs, double[][] outputs) {
    if (inputs != knownInputs || outputs != knownOutputs) {
      knownConflict = false;
      for (int row = 0; row < outputLoops.length; row++) {
        for (int input = 0; input < inputLoops.length; input++) {
          knownConflict |= outputs[row] == inputs[input] && outputLoops[row] < inputLoops[input];
        }
      }
      knownInputs = inputs;
      knownOutputs = outputs;
    }
    return knownConflict;
  }

  private static boolean fits(double[][] rows, int padded) {
    for (double[] row : rows) {
      if (row.length < padded) {
        return false;
      }
    }
    return true;
  }
}
