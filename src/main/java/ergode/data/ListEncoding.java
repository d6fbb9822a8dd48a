package ergode.data;

/** How Parquet lays out the values of a list column. */
public enum ListEncoding {

  /** One value after the other: every reader takes it. */
  PLAIN,

  /**
   * All first bytes, then all second bytes, and so on: signs and exponents stand together and
   * compress. Spark 4.2's vectorised reader refuses it.
   */
  BYTE_STREAM_SPLIT
}
