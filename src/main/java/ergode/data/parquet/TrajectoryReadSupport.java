package ergode.data.parquet;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Reads the asked-for columns into one reused {@link TrajectoryRow}. */
final class TrajectoryReadSupport extends ReadSupport<TrajectoryRow> {
  private final TrajectorySchema schema;
  private final MessageType requested;

  TrajectoryReadSupport(TrajectorySchema schema, MessageType requested) {
    this.schema = schema;
    this.requested = requested;
  }

  @Override
  public ReadContext init(InitContext context) {
    return new ReadContext(requested);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public RecordMaterializer<TrajectoryRow> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new TrajectoryMaterializer(schema, context.getRequestedSchema());
  }

  @Override
  public RecordMaterializer<TrajectoryRow> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new TrajectoryMaterializer(schema, context.getRequestedSchema());
  }
}
