package ergode.data;

import ergode.data.parquet.ParquetOutput;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import ergode.data.parquet.TrajectorySchema;
import ergode.data.parquet.TrajectoryWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Writes one shard: under a name of its own, then read back (its ids, and the hash of every byte
 * against that of what was written), then moved into place. Two attempts at the same shard write
 * the same bytes, so it does not matter which one comes last.
 */
public final class ShardWriter {
  private final DatasetOutput output;
  private final TrajectorySchema schema;
  private final Compression compression;

  public ShardWriter(DatasetOutput output, TrajectorySchema schema, Compression compression) {
    this.output = output;
    this.schema = schema;
    this.compression = compression;
  }

  /** Produces the rows of a shard. */
  @FunctionalInterface
  public interface Rows {

    /** Writes all rows and returns their statistics. */
    ShardStatistics writeTo(TrajectoryWriter writer) throws IOException;
  }

  /**
   * The shard's record: of an earlier run if its file is still intact, else of a file written now.
   *
   * @param attempt tells concurrent attempts at one shard apart
   */
  public ShardRecord write(String file, long firstId, long endId, String attempt, Rows rows)
      throws IOException {
    Optional<ShardRecord> earlier = output.finished(file);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Storage storage = output.storage();
    Path staged = output.staging(file, attempt);
    ParquetOutput written = new ParquetOutput(storage, staged);
    try {
      ShardStatistics statistics = stage(written, firstId, endId, rows);
      verify(storage, staged, firstId, endId, statistics.rows());
      String sha256 = storage.sha256(staged);
      if (!sha256.equals(written.sha256())) {
        throw new IOException(staged + " does not read as it was written");
      }
      ShardRecord shard =
          new ShardRecord(
              file, statistics.rows(), storage.length(staged), sha256, firstId, endId, statistics);
      output.commit(staged, shard);
      return shard;
    } catch (IOException | RuntimeException e) {
      try {
        storage.delete(staged);
      } catch (IOException leftBehind) {
        e.addSuppressed(leftBehind);
      }
      throw e;
    }
  }

  private ShardStatistics stage(ParquetOutput written, long firstId, long endId, Rows rows)
      throws IOException {
    try (TrajectoryWriter writer =
        new TrajectoryWriter(written, schema, compression, footer(firstId, endId))) {
      return rows.writeTo(writer);
    }
  }

  private Map<String, String> footer(long firstId, long endId) {
    return Map.of(
        "ergode.config", Json.compact(output.config()),
        "ergode.config_sha256", Manifest.hash(output.config()),
        "ergode.columns", Json.compact(schema.columns()),
        "ergode.sim_id_range", firstId + " <= sim_id < " + endId);
  }

  private void verify(Storage storage, Path staged, long firstId, long endId, long rows)
      throws IOException {
    long found = 0;
    long next = firstId;
    try (TrajectoryReader reader =
        TrajectoryReader.open(staged, storage.configuration(), schema, List.of("sim_id"))) {
      for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
        if (row.simId() < next || row.simId() >= endId) {
          throw new IOException(
              staged
                  + " holds sim_id "
                  + row.simId()
                  + ", expected at least "
                  + next
                  + " and below "
                  + endId);
        }
        next = row.simId() + 1;
        found++;
      }
    }
    if (found != rows) {
      throw new IOException(staged + " holds " + found + " rows, but " + rows + " were written");
    }
  }
}
