package ergode.train;

import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** What the steps of a training were, in order. */
public record TrainingHistory(List<StepMetrics> steps) {
  /** Most steps that a moving average is over. */
  public static final int WINDOW = 32;

  public TrainingHistory {
    steps = List.copyOf(steps);
  }

  /**
   * Reads the file {@value MetricsLog#FILE} of a model's directory; no steps if there is none.
   *
   * @throws InvalidInputException if a line of it is not what a training wrote
   */
  public static TrainingHistory read(Storage storage, Path model) throws IOException {
    Path file = new Path(model, MetricsLog.FILE);
    List<StepMetrics> steps = new ArrayList<>();
    if (storage.isFile(file)) {
      for (String line : new String(storage.read(file), StandardCharsets.UTF_8).lines().toList()) {
        steps.add(parse(file, steps.size() + 1, line));
      }
    }
    return new TrainingHistory(steps);
  }

  private static StepMetrics parse(Path file, int number, String line) {
    try {
      return Json.parse(line.getBytes(StandardCharsets.UTF_8), StepMetrics.class);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: line %d".formatted(file, number), line, "the metrics of a step, as JSON");
    }
  }

  /**
   * The mean of the latest losses of one stage, {@value #WINDOW} at most, for each step; losses
   * that are not finite are left out, and where none is left the mean is NaN.
   */
  public double[] movingAverage() {
    double[] means = new double[steps.size()];
    int first = 0;
    for (int i = 0; i < means.length; i++) {
      if (steps.get(i).stage() != steps.get(first).stage()) {
        first = i;
      }
      means[i] =
          steps.subList(Math.max(first, i + 1 - WINDOW), i + 1).stream()
              .mapToDouble(StepMetrics::loss)
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN);
    }
    return means;
  }
}
