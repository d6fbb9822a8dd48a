package ergode.data.parquet;

import java.io.Serializable;

/**
 * One column of a data set.
 *
 * @param unit SI unit, "" for counts and labels
 * @param nullable whether a row may have no value; of doubles, a NaN in a row is none
 * @param description what it holds, in a few words
 */
public record Column(String name, Type type, String unit, boolean nullable, String description)
    implements Serializable {

  /** A column in which every row has a value. */
  Column(String name, Type type, String unit, String description) {
    this(name, type, unit, false, description);
  }

  /** What a reader sees. */
  public enum Type {
    LONG("bigint"),
    INT("int"),
    DOUBLE("double"),
    STRING("string"),
    DOUBLE_LIST("array<double>"),
    FLOAT_LIST("array<float>");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    /** As SQL writes it: "array&lt;double&gt;". */
    public String sql() {
      return sql;
    }

    boolean isList() {
      return this == DOUBLE_LIST || this == FLOAT_LIST;
    }
  }
}
