package ergode.train;

import ergode.data.Dataset;
import ergode.data.InvalidInputException;
import ergode.data.ShardRecord;
import ergode.data.Simulation;
import ergode.data.Storage;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import ergode.data.parquet.TrajectorySchema;
import ergode.ode.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Trajectories of a data set, read into memory in the order of their rows.
 *
 * @param simulation that made the data set
 * @param failed rows that were left out because their run failed
 */
public record RecordedTrajectories(TrajectoryData data, Simulation simulation, int failed) {

  /** Share of the heap that states may take. */
  private static final double MOST_OF_HEAP = 0.5;

  /**
   * Reads the rows that are chosen and whose run did not fail.
   *
   * @param chosen whether a trajectory is wanted, by its {@code sim_id}
   * @param wanted which are chosen, for messages: "held-out 20 % by hash of sim_id"
   * @param copies of their states that the caller will hold at a time, these included
   * @throws InvalidInputException if there are none, if the data set is a summary, if states are
   *     not finite or physical parameters not those of the manifest, or if the heap is too small
   */
  public static RecordedTrajectories read(
      Storage storage, Dataset dataset, LongPredicate chosen, String wanted, int copies)
      throws IOException {
    Rows rows = new Rows(dataset, chosen, copies);
    for (ShardRecord shard : dataset.manifest().shards()) {
      rows.addAll(storage, shard);
    }
    if (rows.states.isEmpty()) {
      throw new InvalidInputException(
          dataset.directory().toString(),
          rows.none(wanted),
          "at least one wanted row that did not fail");
    }
    TrajectoryData data =
        new TrajectoryData(
            rows.simulation.save().saveAt(),
            rows.ids.stream().mapToLong(Long::longValue).toArray(),
            rows.states.toArray(double[][][]::new));
    return new RecordedTrajectories(data, rows.simulation, rows.failed);
  }

  /** The rows read so far. */
  private static final class Rows {
    private final Dataset dataset;
    private final LongPredicate chosen;
    private final Simulation simulation;
    private final TrajectorySchema schema;
    private final long most;
    private final List<Long> ids = new ArrayList<>();
    private final List<double[][]> states = new ArrayList<>();
    private int failed;

    Rows(Dataset dataset, LongPredicate chosen, int copies) {
      this.dataset = dataset;
      this.chosen = chosen;
      simulation = Simulation.of(dataset.manifest().config());
      schema = dataset.manifest().schema();
      if (!schema.hasLists()) {
        throw new InvalidInputException(
            dataset.directory().toString(),
            "a summary, without states at the save points",
            "a data set of save.content = trajectory");
      }
      long bytes = (long) schema.system().components().size() * schema.points() * Double.BYTES;
      most = (long) (MOST_OF_HEAP * Runtime.getRuntime().maxMemory() / copies / bytes);
    }

    /** Why there is none, in numbers. */
    String none(String wanted) {
      long all = dataset.manifest().statistics().rows();
      if (all == 0) {
        return "0 rows";
      }
      return failed == 0
          ? "%d rows, none of them wanted (%s)".formatted(all, wanted)
          : "%d rows, %d of them wanted (%s), all of which failed".formatted(all, failed, wanted);
    }

    void addAll(Storage storage, ShardRecord shard) throws IOException {
      List<String> columns = new ArrayList<>(List.of("sim_id", "status"));
      columns.addAll(schema.system().parameterNames());
      columns.addAll(schema.system().components());
      try (TrajectoryReader reader =
          TrajectoryReader.open(dataset.file(shard), storage.configuration(), schema, columns)) {
        long rows = 0;
        long least = shard.firstId();
        for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
          requireId(row.simId(), least, shard);
          least = row.simId() + 1;
          rows++;
          if (chosen.test(row.simId())) {
            add(row);
          }
        }
        if (rows != shard.rows()) {
          throw new InvalidInputException(
              dataset.file(shard).toString(),
              rows + " rows",
              shard.rows() + ", as manifest.json says");
        }
      }
      requireUnchanged(storage, shard);
    }

    /** Comes last: what is wrong with a row says more. */
    private void requireUnchanged(Storage storage, ShardRecord shard) throws IOException {
      String sha256 = storage.sha256(dataset.file(shard));
      if (!sha256.equals(shard.sha256())) {
        throw new InvalidInputException(
            dataset.file(shard).toString(),
            "changed since it was written (SHA-256 " + sha256 + ")",
            shard.sha256() + ", as manifest.json says; ergode validate tells more");
      }
    }

    /** Ids rise, so that no trajectory counts twice. */
    private void requireId(long id, long least, ShardRecord shard) {
      if (id < least || id >= shard.endId()) {
        throw new InvalidInputException(
            dataset.file(shard) + ": sim_id",
            Long.toString(id),
            "a number from %d to %d there".formatted(least, shard.endId() - 1));
      }
    }

    private void add(TrajectoryRow row) {
      if (!row.status().equals(Outcome.OK.label())) {
        failed++;
        return;
      }
      requireParameters(row);
      for (int i = 0; i < row.saved().length; i++) {
        requireWhole(row, i);
      }
      if (states.size() == most) {
        throw new InvalidInputException(
            dataset.directory().toString(),
            "%d rows".formatted(dataset.manifest().statistics().rows()),
            "at most %d that are read, for a heap of %d MiB: set ERGODE_HEAP to more"
                .formatted(most, Runtime.getRuntime().maxMemory() >> 20));
      }
      ids.add(row.simId());
      states.add(Arrays.stream(row.saved()).map(double[]::clone).toArray(double[][]::new));
    }

    private void requireParameters(TrajectoryRow row) {
      double[] expected = simulation.system().parameters();
      for (int i = 0; i < expected.length; i++) {
        if (row.parameters()[i] != expected[i]) {
          throw new InvalidInputException(
              "%s: %s of sim_id %d"
                  .formatted(
                      dataset.directory(), schema.system().parameterNames().get(i), row.simId()),
              Double.toString(row.parameters()[i]),
              "%s, as manifest.json says of all rows".formatted(expected[i]));
        }
      }
    }

    private void requireWhole(TrajectoryRow row, int component) {
      double[] values = row.saved()[component];
      if (values.length != schema.points()) {
        throw new InvalidInputException(
            "%s: %s of sim_id %d"
                .formatted(
                    dataset.directory(), schema.system().components().get(component), row.simId()),
            values.length + " save points",
            "%d, as manifest.json says".formatted(schema.points()));
      }
      for (int k = 0; k < values.length; k++) {
        if (!Double.isFinite(values[k])) {
          throw new InvalidInputException(
              "%s: %s of sim_id %d at save point %d"
                  .formatted(
                      dataset.directory(),
                      schema.system().components().get(component),
                      row.simId(),
                      k),
              Double.toString(values[k]),
              "a finite number, because the run's status is ok");
        }
      }
    }
  }
}
