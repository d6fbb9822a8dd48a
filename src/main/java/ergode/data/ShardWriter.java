package ergode.data;

import ergode.data.parquet.ParquetOutput;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import ergode.data.parquet.TrajectorySchema;
import ergode.data.parquet.TrajectoryWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * Writes one shard: under a name of its own, then read back (every byte against the checksum of
 * what was written, and the ids), then moved into place. Two attempts at the same shard write the
 * same bytes, so it does not matter which one comes last.
 */
public final class ShardWriter {
  private final DatasetOutput output;
  private final TrajectorySchema schema;
  private final OutputConfig format;

  public ShardWriter(DatasetOutput output, TrajectorySchema schema, OutputConfig format) {
    this.output = output;
    this.schema = schema;
    this.format = format;
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
    Path staged = output.staging(file, attempt);
    boolean committed = false;
    try {
      ShardRecord shard = stage(file, firstId, endId, staged, rows);
      output.commit(staged, shard);
      committed = true;
      return shard;
    } catch (IOException e) {
      throw output.orTakenOver(e);
    } catch (UncheckedIOException e) {
      throw output.orTakenOver(Objects.requireNonNull(e.getCause()));
    } finally {
      if (!committed) {
        output.discard(staged);
      }
    }
  }

  /** Writes the file and reads it back. */
  private ShardRecord stage(String file, long firstId, long endId, Path staged, Rows rows)
      throws IOException {
    ParquetOutput written = new ParquetOutput(output.storage(), staged);
    ShardStatistics statistics;
    try (TrajectoryWriter writer =
        new TrajectoryWriter(
            written, schema, format, footer(output.plan().config(), schema, firstId, endId))) {
      statistics = rows.writeTo(writer);
      writer.finish();
    }
    long bytes = written.verify();
    verifyIds(output.storage(), staged, firstId, endId, statistics.rows());
    return new ShardRecord(
        file, statistics.rows(), bytes, written.sha256(), firstId, endId, statistics);
  }

  /** What a shard's file says of itself, beside what Spark reads. */
  public static Map<String, String> footer(
      Map<String, Object> config, TrajectorySchema schema, long firstId, long endId) {
    Map<String, String> footer = new TreeMap<>();
    footer.put("ergode.config", Json.compact(config));
    footer.put("ergode.config_sha256", Manifest.hash(config));
    footer.put("ergode.columns", Json.compact(schema.columns()));
    footer.put("ergode.sim_id_range", firstId + " <= sim_id < " + endId);
    Object seed = config.get("ensemble.seed");
    if (seed != null) {
      footer.put("ergode.seed", seed.toString());
    }
    return footer;
  }

  private void verifyIds(Storage storage, Path staged, long firstId, long endId, long rows)
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
