package ergode.data.parquet;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes {@link TrajectoryRow}s column by column, in the order of {@link TrajectorySchema}. */
final class TrajectoryWriteSupport extends WriteSupport<TrajectoryRow> {
  private final TrajectorySchema schema;
  private final Map<String, String> metadata;
  private final Runnable afterRows;
  private RecordConsumer consumer;
  private int field;

  @SuppressWarnings("NullAway.Init") // prepareForWrite comes before write
  TrajectoryWriteSupport(
      TrajectorySchema schema, Map<String, String> metadata, Runnable afterRows) {
    this.schema = schema;
    this.metadata = metadata;
    this.afterRows = afterRows;
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema.messageType(), metadata);
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(TrajectoryRow row) {
    consumer.startMessage();
    field = 0;
    start();
    consumer.addLong(row.simId);
    end();
    doubles(row.initial);
    doubles(row.parameters);
    doubles(row.t0, row.dt);
    integer(row.savedPoints);
    start();
    consumer.addBinary(Binary.fromString(row.status));
    end();
    integer(row.steps);
    integer(row.rejected);
    doubles(row.maxAbs);
    doubles(row.energyDrift);
    for (double[] list : row.saved) {
      list(list, row.savedPoints);
    }
    consumer.endMessage();
  }

  /** Called between the last row group and the footer. */
  @Override
  public FinalizedWriteContext finalizeWrite() {
    afterRows.run();
    return super.finalizeWrite();
  }

  private void start() {
    consumer.startField(schema.columns().get(field).name(), field);
  }

  private void end() {
    consumer.endField(schema.columns().get(field).name(), field);
    field++;
  }

  private void integer(int value) {
    start();
    consumer.addInteger(value);
    end();
  }

  private void doubles(double... values) {
    for (double value : values) {
      start();
      consumer.addDouble(value);
      end();
    }
  }

  private void list(double[] values, int length) {
    boolean single = schema.columns().get(field).type() == Column.Type.FLOAT_LIST;
    start();
    consumer.startGroup();
    consumer.startField("list", 0);
    for (int k = 0; k < length; k++) {
      consumer.startGroup();
      consumer.startField("element", 0);
      if (single) {
        consumer.addFloat((float) values[k]);
      } else {
        consumer.addDouble(values[k]);
      }
      consumer.endField("element", 0);
      consumer.endGroup();
    }
    consumer.endField("list", 0);
    consumer.endGroup();
    end();
  }
}
