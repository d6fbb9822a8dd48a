package ergode.app;

import ergode.data.AngleRule;
import ergode.data.Dataset;
import ergode.data.Json;
import ergode.data.Manifest;
import ergode.data.ShardRecord;
import ergode.data.Storage;
import ergode.data.parquet.TrajectoryRow;
import ergode.report.EnsemblePage;
import ergode.report.EnsembleSummary;
import ergode.report.Fact;
import ergode.report.InitialRange;
import ergode.report.Page;
import ergode.spark.DatasetAggregation;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Sums up data sets on the cluster and writes their report. */
final class ReportJob {
  private final SparkSession spark;
  private final Storage storage;
  private final Output output;

  ReportJob(SparkSession spark, Storage storage, Output output) {
    this.spark = spark;
    this.storage = storage;
    this.output = output;
  }

  /** A written report and what it is about. */
  record Written(Path page, EnsembleSummary summary) {}

  Written run(List<Dataset> datasets, AngleRule rule, String out) throws IOException {
    EnsembleSummary summary = summarise(datasets, rule);
    return new Written(PageDirectory.write(storage, out, page(datasets, summary)), summary);
  }

  /** Reads the rows twice: the bins of the second pass depend on the range that the first finds. */
  private EnsembleSummary summarise(List<Dataset> datasets, AngleRule rule) {
    long shards = datasets.stream().mapToLong(d -> d.manifest().shards().size()).sum();
    DatasetAggregation aggregation = new DatasetAggregation(spark, storage);
    try (ProgressDisplay progress = output.progress("report", "files read", 2 * shards)) {
      InitialRange range =
          aggregation.run(
              "report: range of the initial angles",
              datasets,
              InitialRange.columns(),
              new RangeOfRows(),
              InitialRange::merge,
              progress);
      return aggregation.run(
          "report: counts",
          datasets,
          EnsembleSummary.columns(),
          new SummaryOfRows(rule, range),
          EnsembleSummary::merge,
          progress);
    }
  }

  private record RangeOfRows() implements DatasetAggregation.Aggregator<InitialRange> {
    @Override
    public InitialRange zero() {
      return new InitialRange();
    }

    @Override
    public void add(InitialRange sum, int dataset, TrajectoryRow row) {
      sum.add(row);
    }
  }

  private record SummaryOfRows(AngleRule rule, InitialRange range)
      implements DatasetAggregation.Aggregator<EnsembleSummary> {
    @Override
    public EnsembleSummary zero() {
      return new EnsembleSummary(rule, range);
    }

    @Override
    public void add(EnsembleSummary sum, int dataset, TrajectoryRow row) {
      sum.add(dataset, row);
    }
  }

  private static Page page(List<Dataset> datasets, EnsembleSummary summary) {
    Manifest first = datasets.get(0).manifest();
    double l1 = common(datasets, "system.l1");
    double l2 = common(datasets, "system.l2");
    boolean equal =
        datasets.stream()
            .map(Dataset::manifest)
            .allMatch(
                m ->
                    m.number("system.l1") == m.number("system.l2")
                        && m.number("system.m1") == m.number("system.m2"));
    List<String> names = datasets.stream().map(d -> d.directory().getName()).toList();
    long bytes =
        datasets.stream()
            .flatMap(d -> d.manifest().shards().stream())
            .mapToLong(ShardRecord::bytes)
            .sum();
    return new EnsemblePage(summary, names, l1, l2, equal)
        .page(
            "%s: %s trajectories"
                .formatted(first.schema().system().title(), Lines.grouped(summary.rows())),
            String.join(", ", names),
            List.of(new Fact("On disk", Lines.grouped(bytes), "bytes of Parquet")),
            configuration(datasets));
  }

  /** The value of a key in all data sets, or NaN if they differ. */
  private static double common(List<Dataset> datasets, String key) {
    double value = datasets.get(0).manifest().number(key);
    return datasets.stream().allMatch(d -> d.manifest().number(key) == value) ? value : Double.NaN;
  }

  /** Every key with its value, or its values where the data sets differ. */
  private static List<Fact> configuration(List<Dataset> datasets) {
    Map<String, Set<String>> values = new TreeMap<>();
    for (Dataset dataset : datasets) {
      dataset
          .manifest()
          .config()
          .forEach(
              (key, value) ->
                  values.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(Json.compact(value)));
    }
    return values.entrySet().stream()
        .map(entry -> Fact.of(entry.getKey(), String.join("; ", entry.getValue())))
        .toList();
  }
}
