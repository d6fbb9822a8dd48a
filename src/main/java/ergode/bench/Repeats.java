package ergode.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Repeats of the same work. */
public record Repeats(List<Timing> timings) {
  public Repeats {
    timings = List.copyOf(timings);
    if (timings.isEmpty()) {
      throw new IllegalArgumentException("no repeats, expected at least 1");
    }
  }

  /** Median of something over the repeats. */
  public double median(ToDoubleFunction<Timing> what) {
    return median(timings.stream().mapToDouble(what).toArray());
  }

  /** The median; of an even number of values, the mean of the middle two. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The figure that the median of {@code what} is, with how far the repeats lie apart. */
  public Measurement measurement(String name, String unit, ToDoubleFunction<Timing> what) {
    double median = median(what);
    double least = timings.stream().mapToDouble(what).min().orElse(median);
    double most = timings.stream().mapToDouble(what).max().orElse(median);
    Map<String, Object> conditions = new TreeMap<>();
    conditions.put("repeats", timings.size());
    conditions.put("statistic", "median");
    conditions.put("min", least);
    conditions.put("max", most);
    conditions.put("spread", median == 0 ? 0 : (most - least) / median);
    conditions.put("wall_seconds", median(Timing::wallSeconds));
    conditions.put("cpu_seconds", median(Timing::cpuSeconds));
    return new Measurement(name, median, unit, conditions);
  }

  /**
   * The figure that the rate is. Its condition {@code per_cpu_second} counts processor time in
   * place of wall time: on a machine with other work to do, the value falls below it.
   */
  public Measurement rate(String name, String unit) {
    return measurement(name, unit, Timing::rate)
        .under(Map.of("per_cpu_second", median(timing -> timing.work() / timing.cpuSeconds())));
  }
}
