package ergode.data;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code README.md} of a sweep: what was varied, and how to read all of it as one table. */
final class SweepCard {
  private static final int MOST_POINTS = 100;

  private SweepCard() {}

  static String of(SweepManifest sweep) {
    String columns =
        sweep.columns().values().stream()
            .map(column -> "`" + column + "`")
            .collect(Collectors.joining(", "));
    return """
    ---
    pretty_name: Parameter sweep, %1$s data sets, %2$s trajectories
    tags:
    - physics
    - dynamical-systems
    - chaos
    - ordinary-differential-equations
    configs:
    - config_name: default
      data_files:
      - split: train
        path: "**/data/train-*.parquet"
    ---
    # Parameter sweep: %1$s data sets, %2$s trajectories

    Each point of the sweep is a data set of its own, in the directory that its values name, with its own `README.md`
    and `manifest.json`. `sim_id` counts from 0 in each of them.

    ## What was varied

    | key | column | values |
    |---|---|---|
    %3$s

    ## How to read it

    The columns %4$s come from the directories' names. Each point's `README.md` describes the others.

    ```python
    import glob, duckdb, pandas as pd, polars as pl

    files = sorted(glob.glob("**/data/*.parquet", recursive=True))
    duckdb.sql("from read_parquet('**/data/*.parquet', hive_partitioning = true)")
    pl.scan_parquet("**/data/*.parquet", hive_partitioning=True)
    pd.read_parquet(files)                    # needs pyarrow
    ```

    ```java
    spark.read().option("pathGlobFilter", "*.parquet").parquet(".")
    ```

    Spark and polars see numbers; pandas and pyarrow see text; DuckDB sees text, but for whole numbers.

    ## What is the same everywhere

    | key | value |
    |---|---|
    %5$s

    ## Points

    | directory | trajectories | ok | largest energy drift |
    |---|---|---|---|
    %6$s

    `sweep.json` lists all points with their values, statistics and the hash of their configuration.
    """
        .formatted(
            sweep.points().size(),
            sweep.statistics().rows(),
            sweep.swept().entrySet().stream()
                .map(e -> swept(sweep, e.getKey(), e.getValue()))
                .collect(Collectors.joining("\n")),
            columns,
            sweep.config().entrySet().stream()
                .map(SweepCard::shared)
                .collect(Collectors.joining("\n")),
            points(sweep.points()));
  }

  private static String swept(SweepManifest sweep, String key, List<Object> values) {
    return "| `%s` | `%s` | %s |"
        .formatted(
            key,
            sweep.columns().get(key),
            values.stream().map(Json::compact).collect(Collectors.joining(", ")));
  }

  private static String shared(Map.Entry<String, Object> entry) {
    return "| `" + entry.getKey() + "` | " + Json.compact(entry.getValue()) + " |";
  }

  private static String points(List<SweepManifest.Point> points) {
    String first =
        points.stream().limit(MOST_POINTS).map(SweepCard::row).collect(Collectors.joining("\n"));
    int more = points.size() - MOST_POINTS;
    return more > 0 ? first + "\n| ... and " + more + " more | | | |" : first;
  }

  private static String row(SweepManifest.Point point) {
    ShardStatistics statistics = point.statistics();
    return "| `%s` | %d | %d | %s |"
        .formatted(
            point.directory(),
            statistics.rows(),
            statistics.rows() - statistics.failed(),
            Json.compact(statistics.maxEnergyDrift()));
  }
}
