package ergode.backend.simd;

import ergode.expr.Graph;
import java.util.Arrays;

/**
 * What a kernel of wide values knows besides its generated methods.
 *
 * @param code sizes, rows and elements of all instructions; see {@link WideSource}
 * @param totals where each total begins in {@code code}
 * @param memoryRows rows of memory
 * @param inputRows the row of memory of each input row; -1 if it is not needed
 * @param outputRows the row of memory of each output row
 * @param width lanes of a vector
 */
record WideProgram(
    int[] code,
    int[] totals,
    int memoryRows,
    int[] inputRows,
    int[] outputRows,
    int parameterCount,
    int totalCount,
    int width) {

  /** What {@code source} was written for. */
  static WideProgram of(Graph graph, WidePlan plan, WideSource source, int width) {
    int[] inputs = new int[Graph.components(graph.inputs())];
    Arrays.fill(inputs, -1);
    for (Value input : plan.inputs()) {
      for (int i = 0; i < input.size(); i++) {
        inputs[input.element() + i] = plan.memory().row(input) + i;
      }
    }
    int[] outputs = new int[Graph.components(graph.outputs())];
    int row = 0;
    for (Value output : plan.values().outputs()) {
      for (int i = 0; i < output.size(); i++) {
        outputs[row++] = plan.memory().row(output) + i;
      }
    }
    return new WideProgram(
        source.code(),
        source.totals(),
        plan.memory().rows(),
        inputs,
        outputs,
        Graph.components(graph.parameters()),
        Graph.components(graph.totals()),
        width);
  }
}
