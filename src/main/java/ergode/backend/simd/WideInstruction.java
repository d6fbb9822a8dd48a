package ergode.backend.simd;

import java.util.List;

/** A step of a kernel of wide values. */
sealed interface WideInstruction {
  /** The values whose rows it reads. */
  List<Value> reads();

  /** The values whose rows it writes. */
  List<Value> writes();

  /** A loop over components. */
  record Loop(WideLoop loop) implements WideInstruction {
    @Override
    public List<Value> reads() {
      return loop.operands().stream().filter(operand -> !operand.shared()).toList();
    }

    @Override
    public List<Value> writes() {
      return loop.stored();
    }
  }

  /** A matrix product. */
  record Product(Value value) implements WideInstruction {
    @Override
    public List<Value> reads() {
      return value.args().subList(1, 2);
    }

    @Override
    public List<Value> writes() {
      return List.of(value);
    }
  }

  /** The sum of all components. */
  record Sum(Value value) implements WideInstruction {
    @Override
    public List<Value> reads() {
      return value.args();
    }

    @Override
    public List<Value> writes() {
      return List.of(value);
    }
  }

  /**
   * Components copied from one value to another.
   *
   * @param fromFirst first component to be read
   * @param toFirst first component to be written
   */
  record Move(Value from, int fromFirst, Value to, int toFirst, int size)
      implements WideInstruction {
    @Override
    public List<Value> reads() {
      return List.of(from);
    }

    @Override
    public List<Value> writes() {
      return List.of(to);
    }
  }
}
