package ergode.backend.simd;

import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel of wide values knows besides its generated methods.
 *
 * @param code sizes, rows and elements of all instructions; see {@link WideSource}
 * @param packed matrices of the products
 * @param totals in any order
 * @param memoryRows rows of memory
 * @param inputs where each input row goes; null if it is not needed
 * @param outputs where each output row is
 * @param width lanes of a vector
 */
record WideProgram(
    int[] code,
    List<WideShared.Matrix> packed,
    List<WideSums.Matrix> totals,
    int memoryRows,
    List<@Nullable WidePlace> inputs,
    List<WidePlace> outputs,
    int parameterCount,
    int totalCount,
    int width) {

  /** What {@code source} was written for. */
  static WideProgram of(Graph graph, WidePlan plan, WideSource source, int width) {
    WidePlace[] inputs = new WidePlace[Graph.components(graph.inputs())];
    for (Value input : plan.inputs()) {
      for (int i = 0; i < input.size(); i++) {
        inputs[input.element() + i] = WidePlace.of(input, i, plan.memory());
      }
    }
    List<WidePlace> outputs = new ArrayList<>();
    for (Value output : plan.values().outputs()) {
      for (int i = 0; i < output.size(); i++) {
        outputs.add(WidePlace.of(output, i, plan.memory()));
      }
    }
    return new WideProgram(
        source.code(),
        source.packed(),
        source.totals(),
        plan.memory().rows(),
        Arrays.asList(inputs),
        outputs,
        Graph.components(graph.parameters()),
        Graph.components(graph.totals()),
        width);
  }
}
