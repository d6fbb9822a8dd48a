package ergode.data;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compression of the Parquet pages. */
public enum Compression {
  ZSTD(CompressionCodecName.ZSTD),
  SNAPPY(CompressionCodecName.SNAPPY),
  NONE(CompressionCodecName.UNCOMPRESSED);

  private final CompressionCodecName codec;

  Compression(CompressionCodecName codec) {
    this.codec = codec;
  }

  /** For parquet-java. */
  public CompressionCodecName codec() {
    return codec;
  }
}
