package ergode.data.parquet;

import ergode.data.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The footer entry from which Spark takes a file's schema, comments included: with it {@code
 * DESCRIBE} shows what a column holds and in which unit. Other readers skip it.
 */
public final class SparkRowMetadata {
  static final String KEY = "org.apache.spark.sql.parquet.row.metadata";

  private SparkRowMetadata() {}

  /** The schema as Spark's {@code StructType.json} writes it. */
  public static String of(TrajectorySchema schema) {
    List<Map<String, Object>> fields =
        schema.columns().stream().map(SparkRowMetadata::field).toList();
    return Json.compact(Map.of("type", "struct", "fields", fields));
  }

  private static Map<String, Object> field(Column column) {
    String unit = column.unit();
    Map<String, String> metadata = new TreeMap<>();
    if (unit.isEmpty()) {
      metadata.put("comment", column.description());
    } else {
      metadata.put("comment", column.description() + " [" + unit + "]");
      metadata.put("unit", unit);
    }
    return Map.of(
        "name",
        column.name(),
        "type",
        type(column.type()),
        "nullable",
        column.nullable(),
        "metadata",
        metadata);
  }

  private static Object type(Column.Type type) {
    return switch (type) {
      case LONG -> "long";
      case INT -> "integer";
      case DOUBLE -> "double";
      case STRING -> "string";
      case DOUBLE_LIST -> list("double");
      case FLOAT_LIST -> list("float");
    };
  }

  private static Map<String, Object> list(String element) {
    return Map.of("type", "array", "elementType", element, "containsNull", false);
  }
}
