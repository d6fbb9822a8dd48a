package ergode.data.parquet;

import ergode.mechanics.MechanicalSystem;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Assembles rows: one converter per column that was asked for, all filling the same row. */
final class TrajectoryMaterializer extends RecordMaterializer<TrajectoryRow> {
  private final TrajectoryRow row;
  private final List<Converter> converters = new ArrayList<>();

  TrajectoryMaterializer(TrajectorySchema schema, MessageType requested) {
    this.row = schema.newRow();
    for (Type field : requested.getFields()) {
      converters.add(converter(schema.system(), field.getName()));
    }
  }

  private Converter converter(MechanicalSystem system, String name) {
    int component = system.components().indexOf(name);
    if (component >= 0) {
      return new ListConverter(row, component);
    }
    int parameter = system.parameterNames().indexOf(name);
    if (parameter >= 0) {
      return new DoubleConverter(value -> row.parameters[parameter] = value);
    }
    if (name.endsWith("_0")) {
      int initial = system.components().indexOf(name.substring(0, name.length() - 2));
      return new DoubleConverter(value -> row.initial[initial] = value);
    }
    if (name.startsWith("max_abs_")) {
      int coordinate = system.coordinates().indexOf(name.substring("max_abs_".length()));
      return new DoubleConverter(value -> row.maxAbs[coordinate] = value);
    }
    return switch (name) {
      case "sim_id" ->
          new PrimitiveConverter() {
            @Override
            public void addLong(long value) {
              row.simId = value;
            }
          };
      case "status" ->
          new PrimitiveConverter() {
            @Override
            public void addBinary(Binary value) {
              row.status = value.toStringUsingUTF8();
            }
          };
      case "t0" -> new DoubleConverter(value -> row.t0 = value);
      case "dt" -> new DoubleConverter(value -> row.dt = value);
      case "energy_drift" -> new DoubleConverter(value -> row.energyDrift = value);
      case "n_save" -> new IntConverter(value -> row.savedPoints = value);
      case "steps" -> new IntConverter(value -> row.steps = value);
      case "rejected" -> new IntConverter(value -> row.rejected = value);
      default -> throw new IllegalArgumentException("no column " + name + " in a trajectory");
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

      @Override
      public void start() {}

      @Override
      public void end() {}
    };
  }

  @FunctionalInterface
  private interface DoubleSetter {
    void set(double value);
  }

  @FunctionalInterface
  private interface IntSetter {
    void set(int value);
  }

  private static final class DoubleConverter extends PrimitiveConverter {
    private final DoubleSetter setter;

    DoubleConverter(DoubleSetter setter) {
      this.setter = setter;
    }

    @Override
    public void addDouble(double value) {
      setter.set(value);
    }
  }

  private static final class IntConverter extends PrimitiveConverter {
    private final IntSetter setter;

    IntConverter(IntSetter setter) {
      this.setter = setter;
    }

    @Override
    public void addInt(int value) {
      setter.set(value);
    }
  }
}
