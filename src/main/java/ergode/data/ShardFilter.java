package ergode.data;

import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import ergode.data.parquet.TrajectorySchema;
import java.io.IOException;

/** Copies the rows of one shard that are on one side of the angle rule. */
public final class ShardFilter {
  private ShardFilter() {}

  /**
   * Writes the shard of the filtered data set that corresponds to {@code source}, with the same
   * file name and id range.
   *
   * @param chaotic which side to keep
   * @param attempt tells concurrent attempts at one shard apart
   */
  public static ShardRecord run(
      Dataset dataset,
      ShardRecord source,
      AngleRule rule,
      boolean chaotic,
      DatasetOutput output,
      String attempt)
      throws IOException {
    TrajectorySchema schema = dataset.manifest().schema();
    ShardWriter writer = new ShardWriter(output, schema, dataset.manifest().output());
    return writer.write(
        source.file(),
        source.firstId(),
        source.endId(),
        attempt,
        rows -> {
          ShardStatistics total = ShardStatistics.empty();
          try (TrajectoryReader reader =
              TrajectoryReader.open(
                  dataset.file(source), output.storage().configuration(), schema)) {
            for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
              if (rule.isChaotic(row.maxAbs()) == chaotic) {
                rows.write(row);
                total = total.add(row);
              }
            }
          }
          return total;
        });
  }
}
