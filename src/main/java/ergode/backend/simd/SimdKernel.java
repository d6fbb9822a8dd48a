package ergode.backend.simd;

import ergode.backend.Kernel;
import ergode.expr.Graph;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A kernel whose loops are generated; see {@link KernelSource}. */
public abstract class SimdKernel implements Kernel {
  private int inputRows;
  private int parameterCount;
  private double[] slots;
  private double[][] scratch;
  private int[] copies;
  private int width;
  private int[] outputLoops;
  private int[] inputLoops;
  private double[] knownParameters = {};
  private double[] @Nullable [] knownInputs;
  private double[] @Nullable [] knownOutputs;
  private int knownRoom;

  /** For generated classes; {@link #bind} comes next. */
  @SuppressWarnings("NullAway.Init")
  protected SimdKernel() {}

  void bind(Graph graph, KernelPlan plan, int vectorWidth) {
    inputRows = Graph.components(graph.inputs());
    parameterCount = Graph.components(graph.parameters());
    slots = new double[plan.slots()];
    shared(new double[parameterCount()], slots);
    knownParameters = new double[parameterCount()];
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
    return inputRows;
  }

  @Override
  public int parameterCount() {
    return parameterCount;
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
    requireLengths(inputs, parameters, outputs, totals);
    int padded = (lanes + width - 1) / width * width;
    if (!Arrays.equals(parameters, knownParameters)) {
      shared(parameters, slots);
      knownParameters = parameters.clone();
    }
    if (scratch.length > 0 && scratch[0].length < padded) {
      scratch = new double[scratch.length][padded];
    }
    if (inputs != knownInputs || outputs != knownOutputs) {
      knownRoom = conflict(inputs, outputs) ? 0 : Math.min(room(inputs), room(outputs));
      knownInputs = inputs;
      knownOutputs = outputs;
    }
    if (padded <= knownRoom) {
      lanes(inputs, slots, scratch, outputs, padded);
    } else {
      double[][] in = new double[inputRows][padded];
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
    for (int row = 0; row < outputLoops.length; row++) {
      for (int input = 0; input < inputLoops.length; input++) {
        if (outputs[row] == inputs[input] && outputLoops[row] < inputLoops[input]) {
          return true;
        }
      }
    }
    return false;
  }

  private static int room(double[][] rows) {
    int room = Integer.MAX_VALUE;
    for (double[] row : rows) {
      room = Math.min(room, row.length);
    }
    return room;
  }
}
