package ergode.data;

import ergode.data.parquet.Column;
import ergode.mechanics.MechanicalSystem;
import ergode.mechanics.PhysicalParameter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code README.md} of a data set: a Hugging Face data set card for people and for their tools. */
final class DatasetCard {
  private DatasetCard() {}

  static String of(Manifest manifest) {
    MechanicalSystem system = manifest.schema().system();
    ShardStatistics statistics = manifest.statistics();
    long bytes = manifest.shards().stream().mapToLong(ShardRecord::bytes).sum();
    return """
    ---
    pretty_name: %1$s, %2$s trajectories
    tags:
    - physics
    - dynamical-systems
    - chaos
    - ordinary-differential-equations
    size_categories:
    - %3$s
    configs:
    - config_name: default
      data_files:
      - split: train
        path: data/train-*.parquet
    dataset_info:
      splits:
      - name: train
        num_examples: %2$s
      download_size: %4$s
    ---
    # %1$s: %2$s trajectories

    %5$s

    ## How to read it

    One row is one trajectory; %16$s Point any Parquet reader at `data/`:

    ```python
    import pandas as pd, duckdb, polars as pl, pyarrow.parquet as pq

    pd.read_parquet("data")
    pq.read_table("data")
    pl.read_parquet("data/*.parquet")
    duckdb.sql("select sim_id, theta1_0, status from 'data/*.parquet'")
    ```

    ```java
    spark.read().parquet("data")
    ```

    ## Columns

    | column | type | unit | meaning |
    |---|---|---|---|
    %6$s

    ## Physics

    | parameter | value | unit | meaning |
    |---|---|---|---|
    %7$s

    Equations of motion are derived from the Lagrangian; the energy is `v . dL/dv - L`, its scale %8$s J.

    ## How it was made

    | key | value |
    |---|---|
    %9$s

    Configuration SHA-256: `%10$s`. Versions: %11$s.

    | statistic | value |
    |---|---|
    | rows | %2$s |
    %12$s
    | accepted steps | %13$s |
    | rejected steps | %14$s |
    | largest energy drift | %15$s |

    `manifest.json` lists every file with its rows, bytes and SHA-256.
    """
        .formatted(
            system.title(),
            statistics.rows(),
            sizeCategory(statistics.rows()),
            bytes,
            summary(manifest),
            manifest.columns().stream().map(DatasetCard::row).collect(Collectors.joining("\n")),
            system.parameters().stream()
                .map(parameter -> row(manifest, parameter))
                .collect(Collectors.joining("\n")),
            Json.compact(energyScale(manifest)),
            manifest.config().entrySet().stream()
                .map(
                    entry ->
                        "| `" + entry.getKey() + "` | " + Json.compact(entry.getValue()) + " |")
                .collect(Collectors.joining("\n")),
            manifest.configSha256(),
            manifest.versions().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", ")),
            statistics.status().entrySet().stream()
                .map(entry -> "| status `" + entry.getKey() + "` | " + entry.getValue() + " |")
                .collect(Collectors.joining("\n")),
            statistics.steps(),
            statistics.rejected(),
            Json.compact(statistics.maxEnergyDrift()),
            content(manifest));
  }

  private static String content(Manifest manifest) {
    return manifest.schema().hasLists()
        ? "the list columns hold its states at `t_k = t0 + k * dt`."
        : "a summary, without its states: the largest angles and the flip time are over the points"
            + " `t_k = t0 + k * dt`, the final state is that at the last of them.";
  }

  private static String summary(Manifest manifest) {
    String side = manifest.string("filter.side");
    return manifest.config().containsKey("filter.side")
        ? "The %s side of a simulated ensemble: runs whose largest |angle| is %s %s rad."
            .formatted(
                side,
                side.equals("chaotic") ? "above" : "at most",
                Json.compact(manifest.number("filter.cut")))
        : "A simulated ensemble, complete and unfiltered.";
  }

  private static double energyScale(Manifest manifest) {
    MechanicalSystem system = manifest.schema().system();
    return system.energyScale(
        system.parameterNames().stream()
            .collect(Collectors.toMap(name -> name, name -> manifest.number("system." + name))));
  }

  private static String row(Column column) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            column.name(),
            column.type().sql(),
            column.unit(),
            column.description().replace("|", "\\|"));
  }

  private static String row(Manifest manifest, PhysicalParameter parameter) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            parameter.name(),
            Json.compact(manifest.number("system." + parameter.name())),
            parameter.unit(),
            parameter.description());
  }

  /** The size classes of the Hugging Face hub. */
  private static String sizeCategory(long rows) {
    Map<Long, String> upTo =
        new TreeMap<>(
            Map.of(
                1_000L, "n<1K",
                10_000L, "1K<n<10K",
                100_000L, "10K<n<100K",
                1_000_000L, "100K<n<1M",
                10_000_000L, "1M<n<10M",
                100_000_000L, "10M<n<100M",
                1_000_000_000L, "100M<n<1B"));
    return upTo.entrySet().stream()
        .filter(entry -> rows < entry.getKey())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("n>1B");
  }
}
