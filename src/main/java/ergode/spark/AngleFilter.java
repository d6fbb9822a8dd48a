package ergode.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import ergode.data.AngleRule;
import ergode.data.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@link AngleRule} as a transform of any DataFrame with list columns of angles, in Spark's own
 * column expressions.
 *
 * <pre>{@code
 * AngleFilter filter = new AngleFilter(new AngleRule(Math.PI), List.of("theta1", "theta2"));
 * Dataset<Row> labelled = filter.label(spark.read().parquet("runs/data"));
 * Dataset<Row> regular = filter.split(labelled).nonchaotic();
 * }</pre>
 *
 * @param coordinates names of the list columns that the rule looks at
 */
public record AngleFilter(AngleRule rule, List<String> coordinates) {

  /** Name of the boolean column that {@link #label} adds. */
  public static final String CHAOTIC = "chaotic";

  public AngleFilter {
    coordinates = List.copyOf(coordinates);
  }

  /** Both sides of a DataFrame, with the label. */
  public record Split(Dataset<Row> nonchaotic, Dataset<Row> chaotic) {}

  /**
   * Adds the column {@code chaotic}: from {@code max_abs_<coordinate>} where the DataFrame has it,
   * so that no list is read, else from the list itself. NaN and null values exceed nothing.
   *
   * @throws InvalidInputException if a coordinate is in neither form
   */
  public Dataset<Row> label(Dataset<Row> rows) {
    Column exceeds = lit(false);
    for (String coordinate : coordinates) {
      exceeds = exceeds.or(coalesce(exceeds(rows, coordinate), lit(false)));
    }
    return rows.withColumn(CHAOTIC, exceeds);
  }

  private Column exceeds(Dataset<Row> rows, String coordinate) {
    List<String> columns = Arrays.asList(rows.columns());
    String largest = "max_abs_" + coordinate;
    if (columns.contains(largest)) {
      return isAbove(col(largest));
    }
    if (columns.contains(coordinate)) {
      return exists(col(coordinate), value -> isAbove(abs(value)));
    }
    throw new InvalidInputException(
        "column " + coordinate, "missing", "a list column of that name or " + largest);
  }

  /** In Spark SQL NaN is greater than every number. */
  private Column isAbove(Column value) {
    return value.gt(rule.cut()).and(not(value.isNaN()));
  }

  /** Both sides; labels the rows first if they are not. */
  public Split split(Dataset<Row> rows) {
    Dataset<Row> labelled = Arrays.asList(rows.columns()).contains(CHAOTIC) ? rows : label(rows);
    return new Split(labelled.filter(not(col(CHAOTIC))), labelled.filter(col(CHAOTIC)));
  }
}
