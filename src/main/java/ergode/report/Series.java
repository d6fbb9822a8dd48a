package ergode.report;

import java.util.Arrays;

/** An immutable sequence of doubles, so that records can hold one without sharing an array. */
public final class Series {
  private final double[] values;

  private Series(double[] values) {
    this.values = values;
  }

  /** Copies {@code values}. */
  public static Series of(double... values) {
    return new Series(values.clone());
  }

  public int size() {
    return values.length;
  }

  public double get(int i) {
    return values[i];
  }

  /** Every {@code stride}-th value, beginning with the first. */
  Series every(int stride) {
    double[] kept = new double[(values.length + stride - 1) / stride];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = values[i * stride];
    }
    return new Series(kept);
  }

  boolean isFinite() {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  /** Whether all are integers. */
  boolean isWhole() {
    return Arrays.stream(values).allMatch(value -> value == Math.rint(value));
  }

  double min() {
    return Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
  }

  double max() {
    return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
