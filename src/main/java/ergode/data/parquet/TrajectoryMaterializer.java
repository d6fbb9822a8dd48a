package ergode.data.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Assembles rows: one converter per column that was asked for, all filling the same row. */
final class TrajectoryMaterializer extends RecordMaterializer<TrajectoryRow> {
  private final TrajectoryRow row;
  private final List<Converter> converters = new ArrayList<>();

  TrajectoryMaterializer(TrajectorySchema schema, MessageType requested) {
    this.row = schema.newRow();
    for (Column column : schema.columns()) {
      if (requested.containsField(column.name())) {
        converters.add(converter(schema, column));
      }
    }
  }

  private Converter converter(TrajectorySchema schema, Column column) {
    return switch (column.type()) {
      case LONG ->
          new PrimitiveConverter() {
            @Override
            public void addLong(long value) {
              row.simId = value;
            }
          };
      case INT -> {
        RowFields.IntField field = RowFields.ofInt(column.name());
        yield new PrimitiveConverter() {
          @Override
          public void addInt(int value) {
            field.set().accept(row, value);
          }
        };
      }
      case DOUBLE -> {
        RowFields.DoubleField field = RowFields.ofDouble(schema.system(), column.name());
        yield new PrimitiveConverter() {
          @Override
          public void addDouble(double value) {
            field.set().accept(row, value);
          }
        };
      }
      case STRING ->
          new PrimitiveConverter() {
            @Override
            public void addBinary(Binary value) {
              row.status = value.toStringUsingUTF8();
            }
          };
      case DOUBLE_LIST, FLOAT_LIST ->
          new ListConverter(row, schema.system().components().indexOf(column.name()));
    };
  }

  @Override
  public TrajectoryRow getCurrentRecord() {
    return row;
  }

  @Override
  public GroupConverter getRootConverter() {
    return new GroupConverter() {
      @Override
      public Converter getConverter(int index) {
        return converters.get(index);
      }

      /** Of a null nothing is heard. */
      @Override
      public void start() {
        row.clearNullable();
      }

      @Override
      public void end() {}
    };
  }
}
