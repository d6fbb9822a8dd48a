package ergode.backend.simd;

import java.util.List;

/**
 * What a kernel computes: a scalar per lane, or in kernels of wide values a vector per lane.
 *
 * @param op how it is computed; a leaf for inputs, parameters and constants
 * @param size components
 * @param element row of an input, or the first element of a parameter or shared value
 * @param shared whether it is the same in all lanes
 */
record Value(int id, Operation op, List<Value> args, int size, int element, boolean shared) {
  /**
   * Whether its components lie side by side, lane after lane; if not, each has a row of lanes. See
   * {@link WideMemory}.
   */
  boolean isPanel() {
    return size > WideValues.LONGEST_SMALL
        || (op instanceof Operation.Product && args.get(1).isPanel());
  }

  /** By number: comparing arguments of arguments would take exponential time. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id;
  }
}
