package ergode.bench;

import ergode.data.Json;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One figure.
 *
 * @param conditions under which it holds: values that JSON can hold, by name
 */
public record Measurement(String name, double value, String unit, Map<String, Object> conditions) {
  public Measurement {
    conditions = new TreeMap<>(conditions);
  }

  /** This figure under more conditions. */
  public Measurement under(Map<String, Object> more) {
    Map<String, Object> all = new TreeMap<>(conditions);
    all.putAll(more);
    return new Measurement(name, value, unit, all);
  }

  /** The value of a condition that there is. */
  public Object condition(String condition) {
    return Objects.requireNonNull(conditions.get(condition), condition);
  }

  /** One line of JSON. */
  public String json() {
    return Json.compact(this);
  }
}
