package ergode.data.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import ergode.data.Compression;
import java.io.Closeable;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/** Compresses one page after the other; serves one thread. */
interface PageCompressor extends Closeable {

  /** Most bytes that {@code length} bytes can become. */
  int bound(int length);

  /** Compresses {@code length} bytes; returns how many they became. */
  int compress(byte[] source, int offset, int length, byte[] target) throws IOException;

  @Override
  default void close() {}

  /**
   * A compressor.
   *
   * @param zstdLevel for zstd, from -7 (fastest) to 22
   */
  static PageCompressor of(Compression compression, int zstdLevel) {
    return switch (compression) {
      case ZSTD -> new ZstdFrames(zstdLevel);
      case SNAPPY -> new SnappyBlocks();
      case NONE -> new Copy();
    };
  }

  /** One zstd frame per page, from one native context. */
  final class ZstdFrames implements PageCompressor {
    private final ZstdCompressCtx context = new ZstdCompressCtx();

    ZstdFrames(int level) {
      context.setLevel(level);
    }

    @Override
    public int bound(int length) {
      return Math.toIntExact(Zstd.compressBound(length));
    }

    @Override
    public int compress(byte[] source, int offset, int length, byte[] target) {
      return context.compressByteArray(target, 0, target.length, source, offset, length);
    }

    @Override
    public void close() {
      context.close();
    }
  }

  /** Snappy's block format, which is what Parquet means by snappy. */
  final class SnappyBlocks implements PageCompressor {
    @Override
    public int bound(int length) {
      return Snappy.maxCompressedLength(length);
    }

    @Override
    public int compress(byte[] source, int offset, int length, byte[] target) throws IOException {
      return Snappy.compress(source, offset, length, target, 0);
    }
  }

  /** No compression. */
  final class Copy implements PageCompressor {
    @Override
    public int bound(int length) {
      return length;
    }

    @Override
    public int compress(byte[] source, int offset, int length, byte[] target) {
      System.arraycopy(source, offset, target, 0, length);
      return length;
    }
  }
}
