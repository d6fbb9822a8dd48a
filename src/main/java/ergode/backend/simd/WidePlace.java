package ergode.backend.simd;

/**
 * Where a component of all lanes is in the memory of a {@link WideKernel}.
 *
 * @param row first row of the component's value
 * @param component its number if the value is a panel, else 0
 * @param laneStride from one lane to the next, in numbers
 */
record WidePlace(int row, int component, int laneStride) {

  /** Where a component of a value is. */
  static WidePlace of(Value value, int component, WideMemory memory) {
    return value.isPanel()
        ? new WidePlace(memory.row(value), component, memory.laneStride(value))
        : new WidePlace(memory.row(value) + component, 0, 1);
  }

  /** The index of its first lane, rows being {@code b} lanes long. */
  int start(int b) {
    return row * b + component + WideKernel.BASE;
  }
}
