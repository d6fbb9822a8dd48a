package ergode.backend.simd;

import ergode.expr.Expr;
import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a kernel computes where: shared values once, then the lanes in loops that are small enough
 * for the just-in-time compilers. A value that a later loop needs goes through its output row, or a
 * row of scratch memory.
 */
final class KernelPlan {

  private final Scalars scalars;
  private final Sines sines;
  private final List<Value> outputs = new ArrayList<>();
  private final boolean[] needed;
  private final List<List<Value>> loops;
  private final Map<Integer, Integer> scratchRow = new HashMap<>();
  private final Map<Integer, Integer> sharedSlot = new HashMap<>();

  KernelPlan(Graph graph) {
    scalars = Scalars.of(graph);
    for (Expr output : graph.outputs()) {
      outputs.addAll(scalars.of(output));
    }
    needed = new boolean[scalars.values().size()];
    outputs.forEach(this::need);
    sines = new Sines(scalars.values().stream().filter(value -> needed[value.id()]).toList());
    loops = cut();
    assignScratch();
    assignSlots();
  }

  private void need(Value value) {
    if (!needed[value.id()]) {
      needed[value.id()] = true;
      value.args().forEach(this::need);
    }
  }

  private List<List<Value>> cut() {
    Set<Value> lanes = new LinkedHashSet<>();
    for (Value value : scalars.values()) {
      if (needed[value.id()] && !value.shared() && !value.args().isEmpty()) {
        lanes.addAll(sines.withPartner(value));
      }
    }
    return LoopCuts.of(List.copyOf(lanes), sines, LoopCuts.WEIGHT_PER_LOOP);
  }

  private void assignScratch() {
    Map<Integer, Integer> loopOf = new HashMap<>();
    for (int loop = 0; loop < loops.size(); loop++) {
      for (Value value : loops.get(loop)) {
        loopOf.put(value.id(), loop);
        for (Value arg : value.args()) {
          boolean crosses = loopOf.getOrDefault(arg.id(), loop) != loop;
          if (crosses && !outputs.contains(arg)) {
            scratchRow.computeIfAbsent(arg.id(), id -> scratchRow.size());
          }
        }
      }
    }
  }

  private void assignSlots() {
    for (Value value : shared()) {
      sharedSlot.put(value.id(), sharedSlot.size());
    }
  }

  Sines sines() {
    return sines;
  }

  /** All output rows. */
  List<Value> outputs() {
    return outputs;
  }

  /** What each loop computes, in order. */
  List<List<Value>> loops() {
    return loops;
  }

  /** Shared values, arguments before what uses them; constants are no values of their own. */
  List<Value> shared() {
    return scalars.values().stream()
        .filter(value -> needed[value.id()] && value.shared())
        .filter(value -> !(value.op() instanceof Operation.Constant))
        .toList();
  }

  /** The slot of a shared value that is no constant. */
  int slot(Value value) {
    return Objects.requireNonNull(sharedSlot.get(value.id()));
  }

  int slots() {
    return sharedSlot.size();
  }

  /** The scratch row of a value that crosses loops, or -1. */
  int scratchRow(Value value) {
    return scratchRow.getOrDefault(value.id(), -1);
  }

  int scratchRows() {
    return scratchRow.size();
  }

  /** For each output row the loop that writes it; the number of loops for what comes after. */
  int[] outputLoops() {
    int[] written = new int[outputs.size()];
    Arrays.fill(written, loops.size());
    for (int row = 0; row < written.length; row++) {
      for (int loop = 0; loop < loops.size(); loop++) {
        if (loops.get(loop).contains(outputs.get(row))) {
          written[row] = loop;
        }
      }
    }
    return written;
  }

  /** For each input row the last loop that reads it, or -1. */
  int[] inputLoops() {
    int[] read = new int[scalars.inputRows()];
    Arrays.fill(read, -1);
    for (int loop = 0; loop < loops.size(); loop++) {
      for (Value value : loops.get(loop)) {
        for (Value arg : value.args()) {
          if (arg.op() instanceof Operation.Input) {
            read[arg.element()] = loop;
          }
        }
      }
    }
    return read;
  }

  /** For each output row the input row that it repeats, or -1. */
  int[] copies() {
    int[] copies = new int[outputs.size()];
    Arrays.fill(copies, -1);
    for (int row = 0; row < copies.length; row++) {
      if (outputs.get(row).op() instanceof Operation.Input) {
        copies[row] = outputs.get(row).element();
      }
    }
    return copies;
  }
}
