package ergode.data.validation;

import ergode.backend.Backend;
import ergode.data.Dataset;
import ergode.data.FlipCount;
import ergode.data.Json;
import ergode.data.Manifest;
import ergode.data.ShardRecord;
import ergode.data.ShardStatistics;
import ergode.data.ShardWriter;
import ergode.data.Simulation;
import ergode.data.Storage;
import ergode.data.parquet.DamagedFileException;
import ergode.data.parquet.ShardFooter;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Re-reads one shard: its bytes against the manifest, then its footer, the CRC of every page, and
 * every row. A file whose hash is wrong is not parsed: what it says cannot be trusted.
 */
public final class ShardValidation {
  static final String RECOMPUTED = "not what integrating again gives";

  private final Dataset dataset;
  private final ShardRecord shard;
  private final String place;
  private final Findings findings = new Findings();
  private final Findings warnings = new Findings();
  private ShardStatistics statistics = ShardStatistics.empty();
  private FlipCount flips = FlipCount.NONE;
  private long recomputed;
  private double largestShare;

  private ShardValidation(Dataset dataset, ShardRecord shard) {
    this.dataset = dataset;
    this.shard = shard;
    this.place = Dataset.DATA + "/" + shard.file();
  }

  /**
   * What was found.
   *
   * @param findings what is wrong
   * @param warnings what tolerances promise and rows do not keep
   * @param statistics of the rows that were read
   * @param flips of the rows that were read
   * @param recomputed rows that were integrated again
   * @param largestShare largest energy drift as a part of what the tolerances promise
   */
  public record Result(
      Findings findings,
      Findings warnings,
      ShardStatistics statistics,
      FlipCount flips,
      long recomputed,
      double largestShare)
      implements Serializable {

    /** Nothing read, nothing found. */
    public static Result empty() {
      return new Result(
          new Findings(), new Findings(), ShardStatistics.empty(), FlipCount.NONE, 0, 0);
    }

    /** The results of two shards, in their order. */
    public Result merge(Result next) {
      return new Result(
          findings.merge(next.findings),
          warnings.merge(next.warnings),
          statistics.merge(next.statistics),
          flips.plus(next.flips),
          recomputed + next.recomputed,
          Math.max(largestShare, next.largestShare));
    }
  }

  /**
   * Reads the whole shard.
   *
   * @param simulation what the rows should be; without it, only files are checked
   * @param sample which rows to integrate again
   * @param firstPosition number of rows in the shards before this one
   */
  public static Result run(
      Dataset dataset,
      ShardRecord shard,
      Optional<Simulation> simulation,
      SamplePlan sample,
      long firstPosition,
      Storage storage,
      Backend backend) {
    ShardValidation validation = new ShardValidation(dataset, shard);
    validation.read(simulation, sample, firstPosition, storage, backend);
    return new Result(
        validation.findings,
        validation.warnings,
        validation.statistics,
        validation.flips,
        validation.recomputed,
        validation.largestShare);
  }

  private void read(
      Optional<Simulation> simulation,
      SamplePlan sample,
      long firstPosition,
      Storage storage,
      Backend backend) {
    try {
      if (isAsRecorded(storage) && simulation.isPresent()) {
        Configuration hadoop = storage.configuration();
        footer(hadoop);
        long[] positions = sample.positions(firstPosition, firstPosition + shard.rows());
        rows(simulation.get(), positions, firstPosition, hadoop, backend);
      }
    } catch (DamagedFileException e) {
      findings.add(place, "reading", "cannot be read: " + e.reason());
    } catch (IOException | RuntimeException e) {
      findings.add(place, "reading", "cannot be read: " + reason(e));
    }
  }

  /** Hadoop and Parquet wrap what they cannot read more than once. */
  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return cause == e || cause.getMessage() == null
        ? message
        : message + " (" + cause.getMessage() + ")";
  }

  /** Whether length and hash are those of the manifest. */
  private boolean isAsRecorded(Storage storage) throws IOException {
    Path file = dataset.file(shard);
    if (!storage.isFile(file)) {
      findings.add(place, "file", storage.exists(file) ? "is not a file" : "is missing");
      return false;
    }
    long bytes = storage.length(file);
    String sha256 = storage.sha256(file);
    if (bytes != shard.bytes()) {
      findings.differs(place, "length", bytes + " bytes", shard.bytes());
    }
    if (sha256.equals(shard.sha256())) {
      return bytes == shard.bytes();
    }
    findings.add(
        place,
        "SHA-256",
        "SHA-256 is " + sha256 + ", expected " + shard.sha256() + origin(storage, sha256));
    return false;
  }

  /** Where a file with the wrong hash comes from, if it can be told. */
  private String origin(Storage storage, String sha256) throws IOException {
    for (ShardRecord other : dataset.manifest().shards()) {
      if (other.sha256().equals(sha256)) {
        return ": these are the bytes of " + Dataset.DATA + "/" + other.file();
      }
    }
    String here = dataset.manifest().configSha256();
    return FooterPeek.configSha256(storage, dataset.file(shard))
        .filter(there -> !there.equals(here))
        .map(there -> ": its footer names the configuration " + there)
        .orElse("");
  }

  private void footer(Configuration hadoop) throws IOException {
    ShardFooter footer = ShardFooter.read(dataset.file(shard), hadoop);
    Manifest manifest = dataset.manifest();
    if (footer.rows() != shard.rows()) {
      findings.differs(place, "number of rows", footer.rows(), shard.rows());
    }
    String schema = manifest.schema().parquetText();
    if (!footer.schema().equals(schema)) {
      findings.differs(place, "schema", footer.schema(), schema);
    }
    Map<String, String> expected =
        ShardWriter.footer(manifest.config(), manifest.schema(), shard.firstId(), shard.endId());
    expected.forEach(
        (key, value) -> {
          String found = footer.metadata().getOrDefault(key, "missing");
          if (!found.equals(value)) {
            findings.differs(place, "footer entry " + key, found, value);
          }
        });
    if (footer.unguardedPages() > 0) {
      findings.differs(
          place,
          "number of pages without a CRC",
          footer.unguardedPages(),
          "0 of " + footer.pages());
    }
  }

  private void rows(
      Simulation simulation,
      long[] positions,
      long firstPosition,
      Configuration hadoop,
      Backend backend)
      throws IOException {
    Manifest manifest = dataset.manifest();
    boolean filtered = manifest.hasFilter();
    boolean equalPendulums =
        manifest.number("system.m1") == manifest.number("system.m2")
            && manifest.number("system.l1") == manifest.number("system.l2");
    RowCheck check = new RowCheck(backend, manifest, simulation, place, findings, warnings);
    Recomputation recomputation = new Recomputation(backend, simulation, manifest.schema());
    long expected = shard.firstId();
    try (TrajectoryReader reader =
        TrajectoryReader.open(dataset.file(shard), hadoop, manifest.schema())) {
      for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
        long id = row.simId();
        if (filtered ? id < expected || id >= shard.endId() : id != expected) {
          findings.add(place, "sim_id", "has sim_id " + id + " where " + due(filtered, expected));
        }
        expected = id + 1;
        check.check(row);
        count(row, equalPendulums);
        long position = firstPosition + statistics.rows();
        statistics = statistics.add(row);
        if (Arrays.binarySearch(positions, position) >= 0) {
          recompute(recomputation, row);
        }
      }
    }
    if (!filtered && expected != shard.endId()) {
      findings.add(
          place,
          "sim_id",
          "ends with sim_id " + (expected - 1) + ", expected " + (shard.endId() - 1));
    }
    if (!statistics.equals(shard.statistics())) {
      findings.differs(
          place, "statistics", Json.compact(statistics), Json.compact(shard.statistics()));
    }
    largestShare = check.largestShare();
  }

  private String due(boolean filtered, long expected) {
    return filtered
        ? "one from " + expected + " to " + (shard.endId() - 1) + " is due"
        : expected + " is due";
  }

  private void count(TrajectoryRow row, boolean equalPendulums) {
    FlipCount flip = FlipCount.of(row, equalPendulums);
    if (flip.impossible() > 0) {
      warnings.add(
          place, "flips", "sim_id " + row.simId() + ": passes pi, but has not the energy for it");
    }
    flips = flips.plus(flip);
  }

  private void recompute(Recomputation recomputation, TrajectoryRow row) {
    recomputed++;
    List<String> differences = recomputation.differences(row);
    if (!differences.isEmpty()) {
      findings.add(
          place, RECOMPUTED, "sim_id " + row.simId() + ": " + String.join("; ", differences));
    }
  }
}
