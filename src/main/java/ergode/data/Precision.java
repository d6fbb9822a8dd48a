package ergode.data;

/** Type of the saved states. */
public enum Precision {
  DOUBLE(Double.BYTES),
  FLOAT(Float.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per stored value, before compression. */
  public int bytes() {
    return bytes;
  }

  /** The value as a reader will see it. */
  public double round(double value) {
    return this == FLOAT ? (float) value : value;
  }
}
