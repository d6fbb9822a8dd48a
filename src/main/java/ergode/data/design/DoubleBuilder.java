package ergode.data.design;

import java.util.Arrays;

/** A growing array of doubles, for files whose number of rows is not known in advance. */
final class DoubleBuilder {
  /** The largest array that Java virtual machines are sure to allocate. */
  static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  private double[] values = new double[4096];
  private int length;

  int length() {
    return length;
  }

  void add(double value) {
    if (length == values.length) {
      values = Arrays.copyOf(values, (int) Math.min(2L * length, MAX_LENGTH));
    }
    values[length++] = value;
  }

  double[] toArray() {
    return Arrays.copyOf(values, length);
  }
}
