package ergode.app;

import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.EnsembleConfig;
import ergode.data.Simulation;
import ergode.data.SweepManifest;
import ergode.data.SweepOutput;
import ergode.data.SweepPlan;
import ergode.data.WriteMode;
import ergode.spark.Progress;
import ergode.spark.SimulateJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs a sweep: the data sets of its points, the shards of many in one Spark job, then its own
 * description.
 */
final class SweepJob {

  /** Shards of one Spark job: enough for many cores, and few enough for the driver's memory. */
  private static final int SHARDS_AT_A_TIME = 2_000;

  /** Initial conditions from a file that one Spark job sends along. */
  private static final long LISTED_ROWS_AT_A_TIME = 1_000_000;

  private final SimulateJob job;
  private final SweepPoints points;
  private final SweepOutput sweep;

  /** What is to be simulated next, by the number of the point. */
  private final TreeMap<Integer, SimulateJob.Work> wave = new TreeMap<>();

  private final TreeMap<Integer, SweepManifest.Point> finished = new TreeMap<>();

  /**
   * A sweep that is to be run.
   *
   * @param sweep claimed for the plan of the points
   */
  SweepJob(SimulateJob job, SweepPoints points, SweepOutput sweep) {
    this.job = job;
    this.points = points;
    this.sweep = sweep;
  }

  /**
   * What a run made.
   *
   * @param kept points whose data sets were complete before
   */
  record Result(SweepManifest manifest, int kept) {}

  /** Computes what is not there yet, and completes the sweep. */
  Result run(Progress progress) throws IOException {
    try {
      return simulate(progress);
    } finally {
      // of a wave that a failure has kept from starting
      wave.values().forEach(work -> work.output().close());
    }
  }

  private Result simulate(Progress progress) throws IOException {
    int kept = 0;
    for (int i = 0; i < points.simulations().size(); i++) {
      Simulation simulation = points.simulations().get(i);
      String location = sweep.location(point(i));
      // the sweep is claimed, so whatever is there is a part of it
      Optional<DatasetOutput> claimed =
          DatasetOutput.claim(
              sweep.storage(), location, Version.plan(simulation.canonical()), WriteMode.RESUME);
      if (claimed.isPresent()) {
        wave.put(i, new SimulateJob.Work(simulation, claimed.get()));
      } else {
        Dataset complete = Dataset.open(sweep.storage(), location);
        finished.put(i, SweepManifest.point(point(i), complete.manifest()));
        progress.advance(complete.manifest().statistics().rows());
        kept++;
      }
      if (isWaveFull()) {
        simulateWave(progress);
      }
    }
    simulateWave(progress);
    return new Result(sweep.finish(List.copyOf(finished.values())), kept);
  }

  private SweepPlan.Point point(int number) {
    return points.plan().points().get(number);
  }

  private boolean isWaveFull() {
    long shards = 0;
    long listed = 0;
    for (SimulateJob.Work work : wave.values()) {
      Simulation simulation = work.simulation();
      shards += simulation.shards().shards();
      boolean isListed = simulation.ensemble() instanceof EnsembleConfig.Explicit;
      listed += isListed ? simulation.shards().rows() : 0;
    }
    return shards >= SHARDS_AT_A_TIME || listed >= LISTED_ROWS_AT_A_TIME;
  }

  private void simulateWave(Progress progress) throws IOException {
    if (wave.isEmpty()) {
      return;
    }
    List<Dataset> made = job.run(List.copyOf(wave.values()), progress);
    List<Integer> numbers = new ArrayList<>(wave.keySet());
    for (int k = 0; k < made.size(); k++) {
      SweepPlan.Point point = point(numbers.get(k));
      finished.put(numbers.get(k), SweepManifest.point(point, made.get(k).manifest()));
    }
    wave.clear();
  }
}
