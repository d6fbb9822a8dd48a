package ergode.data;

import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Re-reads one shard and compares it with what the manifest and the columns themselves promise. */
public final class ShardValidation {

  /** After so many findings a shard has made its point. */
  private static final int MAX_FINDINGS = 5;

  private final Dataset dataset;
  private final ShardRecord shard;
  private final boolean equalPendulums;
  private final List<String> findings = new ArrayList<>();
  private FlipCount flips = FlipCount.NONE;

  private ShardValidation(Dataset dataset, ShardRecord shard) {
    this.dataset = dataset;
    this.shard = shard;
    Manifest manifest = dataset.manifest();
    this.equalPendulums =
        manifest.number("system.m1") == manifest.number("system.m2")
            && manifest.number("system.l1") == manifest.number("system.l2");
  }

  /**
   * What was found.
   *
   * @param findings one sentence each, naming the file; empty if all is well
   * @param statistics of the rows that were read
   * @param flips of the rows that were read
   */
  public record Result(List<String> findings, ShardStatistics statistics, FlipCount flips)
      implements Serializable {}

  /** Reads the whole shard. */
  public static Result run(Dataset dataset, ShardRecord shard, Storage storage) {
    return new ShardValidation(dataset, shard).read(storage);
  }

  private Result read(Storage storage) {
    ShardStatistics statistics = ShardStatistics.empty();
    try {
      if (checkFile(storage)) {
        statistics = checkRows(storage);
        if (!statistics.equals(shard.statistics())) {
          find("has statistics " + statistics + ", the manifest says " + shard.statistics());
        }
      }
    } catch (IOException | RuntimeException e) {
      find("cannot be read: " + e.getMessage());
    }
    return new Result(List.copyOf(findings), statistics, flips);
  }

  private boolean checkFile(Storage storage) throws IOException {
    Path file = dataset.file(shard);
    if (!storage.isFile(file)) {
      find("is missing");
      return false;
    }
    long bytes = storage.length(file);
    if (bytes != shard.bytes()) {
      find("has " + bytes + " bytes, the manifest says " + shard.bytes());
      return false;
    }
    String sha256 = storage.sha256(file);
    if (!sha256.equals(shard.sha256())) {
      find("has SHA-256 " + sha256 + ", the manifest says " + shard.sha256());
      return false;
    }
    return true;
  }

  private ShardStatistics checkRows(Storage storage) throws IOException {
    boolean filtered = dataset.manifest().config().containsKey("filter.side");
    ShardStatistics statistics = ShardStatistics.empty();
    long expected = shard.firstId();
    try (TrajectoryReader reader =
        TrajectoryReader.open(
            dataset.file(shard), storage.configuration(), dataset.manifest().schema())) {
      for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
        long id = row.simId();
        if (filtered ? id < expected || id >= shard.endId() : id != expected) {
          find("has sim_id " + id + " where " + expected + " is due");
        }
        expected = id + 1;
        checkRow(row);
        FlipCount flip = FlipCount.of(row, equalPendulums);
        if (flip.impossible() > 0) {
          find("has a flip in sim_id " + row.simId() + ", which has not the energy for it");
        }
        flips = flips.plus(flip);
        statistics = statistics.add(row);
      }
    }
    if (!filtered && expected != shard.endId()) {
      find("ends before sim_id " + expected + ", the manifest says " + shard.endId());
    }
    return statistics;
  }

  private void checkRow(TrajectoryRow row) {
    boolean ok = row.status().equals("ok");
    for (int i = 0; i < row.saved().length; i++) {
      double[] values = Arrays.copyOf(row.saved()[i], row.savedPoints());
      if (ok && Arrays.stream(values).anyMatch(value -> !Double.isFinite(value))) {
        find("has a value that is not finite in sim_id " + row.simId() + ", which is ok");
      }
      if (i < row.maxAbs().length) {
        double max =
            Arrays.stream(values).filter(v -> !Double.isNaN(v)).map(Math::abs).max().orElse(0);
        if (max != row.maxAbs()[i]) {
          find(
              "has a largest |value| of %s in sim_id %d, but max_abs says %s"
                  .formatted(max, row.simId(), row.maxAbs()[i]));
        }
      }
    }
  }

  private void find(String finding) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add("data/" + shard.file() + " " + finding);
    }
  }
}
