package ergode.data.design;

import ergode.data.InvalidInputException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Finds the numeric columns of a Parquet schema by name, and says why a column will not do. */
final class ParquetColumns {
  private static final String ACCEPTED =
      "one double, float or signed integer per row, not a list, text or date";

  private ParquetColumns() {}

  /** The top-level column of that name, known to be a plain number. */
  static Type find(String fileName, MessageType schema, String column) {
    String culprit = fileName + ", column " + column;
    // By iteration: the schema's own index hides all but the last of equal names.
    List<Type> found =
        schema.getFields().stream().filter(type -> type.getName().equals(column)).toList();
    if (found.isEmpty()) {
      String names =
          schema.getFields().stream().map(Type::getName).collect(Collectors.joining(","));
      throw new InvalidInputException(
          culprit, "missing from " + Shown.of(names), "a column of that name, " + ACCEPTED);
    }
    if (found.size() > 1) {
      throw new InvalidInputException(culprit, "named twice", "each column once");
    }
    Type type = found.get(0);
    if (!isNumber(type)) {
      throw new InvalidInputException(culprit, describe(type), ACCEPTED);
    }
    return type;
  }

  private static boolean isNumber(Type type) {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    boolean plain =
        meaning == null
            || (meaning instanceof IntLogicalTypeAnnotation number && number.isSigned());
    PrimitiveTypeName stored = type.asPrimitiveType().getPrimitiveTypeName();
    return plain
        && switch (stored) {
          case DOUBLE, FLOAT, INT32, INT64 -> true;
          default -> false;
        };
  }

  private static String describe(Type type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    if (meaning != null) {
      return "a column of type " + meaning;
    }
    return type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED)
        ? "a column of type " + type.asPrimitiveType().getPrimitiveTypeName()
        : "a nested column";
  }
}
