package ergode.backend.simd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One loop over the components of vectors: what it does, apart from where in memory, so that loops
 * which do the same share one generated method.
 *
 * @param rows of memory that each vector takes
 * @param operands what it reads, without literals
 * @param stored what others read
 */
record WideLoop(Shape shape, int rows, List<Value> operands, List<Value> stored) {

  /** Where a step's vector comes from. */
  enum Place {
    COMPUTED,
    LITERAL,
    /** An element of the shared values, for all components. */
    ELEMENT,
    /** An element of the shared values for each component. */
    ELEMENTS,
    /** A row of memory, whose number of a lane is for all its components. */
    ROW,
    /** A panel of memory, or a row if there is one component. */
    PANEL
  }

  /** An operand, or an operation on earlier steps. */
  record Step(Operation op, List<Integer> args, Place place, boolean isStored) {}

  /**
   * Steps, operands first.
   *
   * @param stride numbers of a lane in each panel; 0 if the loop need not know lanes apart
   */
  record Shape(List<Step> steps, int stride) {
    boolean isFlat() {
      return stride == 0;
    }
  }

  /** The loop that computes some values of one size. */
  static WideLoop of(List<Value> body, Predicate<Value> isStored, WideMemory memory) {
    Map<Value, Integer> position = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    List<Value> operands = new ArrayList<>();
    int size = body.get(0).size();
    for (Value value : body) {
      for (Value arg : value.args()) {
        if (!body.contains(arg) && position.putIfAbsent(arg, steps.size()) == null) {
          Place place = place(arg, size);
          Operation op = place == Place.LITERAL ? arg.op() : new Operation.Input();
          steps.add(new Step(op, List.of(), place, false));
          if (place != Place.LITERAL) {
            operands.add(arg);
          }
        }
      }
    }
    List<Value> stored = new ArrayList<>();
    for (Value value : body) {
      position.put(value, steps.size());
      List<Integer> args = value.args().stream().map(position::get).toList();
      steps.add(new Step(value.op(), args, Place.COMPUTED, isStored.test(value)));
      if (isStored.test(value)) {
        stored.add(value);
      }
    }
    boolean isFlat =
        steps.stream()
            .noneMatch(step -> step.place() == Place.ROW || step.place() == Place.ELEMENTS);
    int rows = size == 1 ? 1 : memory.stride(size);
    return new WideLoop(new Shape(List.copyOf(steps), isFlat ? 0 : rows), rows, operands, stored);
  }

  private static Place place(Value operand, int size) {
    if (operand.op() instanceof Operation.Constant) {
      return Place.LITERAL;
    }
    boolean each = operand.size() > 1 && size > 1;
    if (operand.shared()) {
      return each ? Place.ELEMENTS : Place.ELEMENT;
    }
    return each || size == 1 ? Place.PANEL : Place.ROW;
  }
}
