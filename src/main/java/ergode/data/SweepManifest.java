package ergode.data;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * {@code sweep.json}: what a finished sweep is. It depends on the configuration and the data sets,
 * on nothing else.
 *
 * @param columns the column that readers make of each swept key
 * @param statistics of all points
 */
public record SweepManifest(
    String format,
    int formatVersion,
    Map<String, List<Object>> swept,
    Map<String, String> columns,
    Map<String, Object> config,
    String pointsSha256,
    ShardStatistics statistics,
    List<Point> points) {
  public SweepManifest {
    points = List.copyOf(points);
    Objects.requireNonNull(swept, "swept");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(statistics, "statistics");
  }

  /**
   * Reads what a finished sweep is.
   *
   * @return nothing if the directory holds no finished sweep
   * @throws InvalidInputException if its description cannot be read
   */
  public static Optional<SweepManifest> read(Storage storage, String location) throws IOException {
    Path file = new Path(storage.path(location), SweepOutput.MANIFEST);
    if (!storage.isFile(file)) {
      return Optional.empty();
    }
    byte[] content = storage.read(file);
    try {
      SweepManifest sweep = Json.parse(content, SweepManifest.class);
      if (SweepPlan.FORMAT.equals(sweep.format())
          && sweep.formatVersion() == SweepPlan.FORMAT_VERSION) {
        return Optional.of(sweep);
      }
      throw new InvalidInputException(
          file.toString(),
          sweep.format() + " " + sweep.formatVersion(),
          SweepPlan.FORMAT + " " + SweepPlan.FORMAT_VERSION);
    } catch (IOException e) {
      throw new InvalidInputException(file.toString(), "unreadable", "the JSON that ergode wrote");
    }
  }

  /** One data set of a sweep, with what its manifest says. */
  public record Point(
      String directory,
      Map<String, Object> values,
      String configSha256,
      int files,
      long bytes,
      ShardStatistics statistics) {}

  /** A point of a sweep whose data set is complete. */
  public static Point point(SweepPlan.Point planned, Manifest dataset) {
    return new Point(
        planned.directory(),
        planned.values(),
        dataset.configSha256(),
        dataset.shards().size(),
        dataset.shards().stream().mapToLong(ShardRecord::bytes).sum(),
        dataset.statistics());
  }

  /**
   * The manifest of a complete sweep.
   *
   * @param points in the order of the plan
   */
  static SweepManifest of(SweepPlan plan, List<Point> points) {
    ShardStatistics total =
        points.stream()
            .map(Point::statistics)
            .reduce(ShardStatistics.empty(), ShardStatistics::merge);
    return new SweepManifest(
        plan.format(),
        plan.formatVersion(),
        plan.swept(),
        plan.columns(),
        plan.config(),
        plan.pointsSha256(),
        total,
        points);
  }

  public long files() {
    return points.stream().mapToLong(Point::files).sum();
  }

  public long bytes() {
    return points.stream().mapToLong(Point::bytes).sum();
  }
}
