package ergode.backend.simd;

import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a kernel of wide values computes, in which order, and where its memory is. */
final class WidePlan {
  /** Less than in other kernels, since to find a row takes more code. */
  private static final int WEIGHT_PER_LOOP = LoopCuts.WEIGHT_PER_LOOP * 3 / 4;

  private final WideValues values;
  private final Map<Value, Set<Value>> users = new HashMap<>();
  private final Set<Value> ends = new HashSet<>();
  private final List<WideInstruction> instructions = new ArrayList<>();
  private final List<Value> inputs = new ArrayList<>();
  private final WideMemory memory;

  /**
   * Plans a kernel.
   *
   * @param width lanes of a vector
   */
  WidePlan(Graph graph, int width) {
    values = WideValues.of(graph);
    List<Value> last = new ArrayList<>(values.outputs());
    for (WideTotal total : values.totals()) {
      for (WideTotal.Term term : total.terms()) {
        last.addAll(List.of(term.a(), term.b()));
      }
    }
    ends.addAll(last);
    WideSchedule schedule = new WideSchedule(values.values(), last);
    for (Value value : schedule.needed()) {
      value.args().forEach(arg -> users.computeIfAbsent(arg, a -> new HashSet<>()).add(value));
      if (value.op() instanceof Operation.Input) {
        inputs.add(value);
      }
    }
    memory = new WideMemory(schedule.needed(), width);
    for (List<Value> run : schedule.runs()) {
      instructions.addAll(instructions(run, schedule.sines()));
    }
    memory.assign(instructions, inputs, last);
  }

  private List<WideInstruction> instructions(List<Value> run, Sines sines) {
    Value value = run.get(0);
    if (value.op() instanceof Operation.Gather) {
      return memory.moves(value);
    }
    if (value.op() instanceof Operation.Slice slice) {
      return List.of(
          new WideInstruction.Move(value.args().get(0), slice.from(), value, 0, value.size()));
    }
    if (value.op() instanceof Operation.Product) {
      return List.of(new WideInstruction.Product(value));
    }
    if (value.op() instanceof Operation.Sum) {
      return List.of(new WideInstruction.Sum(value));
    }
    return LoopCuts.of(run, sines, WEIGHT_PER_LOOP).stream().map(this::loop).toList();
  }

  private WideInstruction loop(List<Value> body) {
    Set<Value> here = new HashSet<>(body);
    return new WideInstruction.Loop(
        WideLoop.of(
            body,
            value -> ends.contains(value) || !here.containsAll(users.getOrDefault(value, Set.of())),
            memory));
  }

  List<WideInstruction> instructions() {
    return instructions;
  }

  /** The inputs that are needed. */
  List<Value> inputs() {
    return inputs;
  }

  WideValues values() {
    return values;
  }

  WideMemory memory() {
    return memory;
  }
}
