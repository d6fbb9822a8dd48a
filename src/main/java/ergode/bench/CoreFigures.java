package ergode.bench;

import ergode.backend.Backend;
import ergode.data.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one thread integrates in memory: the figures per core. */
public final class CoreFigures {
  public static final String ATTEMPTS = "attempts_per_core";
  public static final String UNSAVED = "trajectories_per_core_unsaved";
  public static final String SAVED = "trajectories_per_core_saved";
  public static final String ACCURATE = "trajectories_per_core_accurate";

  static final String TSIT5 = "tsit5";
  static final double TOLERANCE = 1e-5;
  static final double TMAX = 10;
  static final int POINTS = 1_000;

  /** So long that starts and ends of trajectories do not count in the attempts per second. */
  private static final double LONG_TMAX = 100;

  private static final String RATE = "trajectories/s/core";
  private static final long FIRST_BLOCK = 64;
  private static final long MOST = 1L << 24;

  private final Simulation ensemble;
  private final Backend backend;
  private final Effort effort;

  /**
   * Figures about an ensemble.
   *
   * @param ensemble its system and initial conditions, of which there are as many as anyone wants
   */
  public CoreFigures(Simulation ensemble, Backend backend, Effort effort) {
    this.ensemble = ensemble;
    this.backend = backend;
    this.effort = effort;
  }

  /** Attempted steps per second, accepted or not. */
  public Measurement attempts() {
    Integration integration = new Integration(ensemble, TSIT5, TOLERANCE, LONG_TMAX, 0);
    Worker worker = new Worker(integration, backend);
    return measure(
        integration,
        worker::attempts,
        worker,
        repeats -> repeats.rate(ATTEMPTS, "attempts/s/core"));
  }

  public Measurement unsaved() {
    return trajectories(UNSAVED, new Integration(ensemble, TSIT5, TOLERANCE, TMAX, 0));
  }

  public Measurement saved() {
    return trajectories(SAVED, new Integration(ensemble, TSIT5, TOLERANCE, TMAX, POINTS));
  }

  /** With the loosest tolerance that is accurate enough; see {@link Accuracy}. */
  public Measurement accurate() {
    Accuracy accuracy = Accuracy.find(ensemble, backend, POINTS);
    return trajectories(ACCURATE, accuracy.integration()).under(accuracy.conditions());
  }

  private Measurement trajectories(String name, Integration integration) {
    Worker worker = new Worker(integration, backend);
    return measure(
        integration,
        size -> worker.trajectories(0, size),
        worker,
        repeats -> repeats.rate(name, RATE));
  }

  /** Makes a figure of repeats. */
  @FunctionalInterface
  private interface Summary {
    Measurement of(Repeats repeats);
  }

  private Measurement measure(
      Integration integration,
      WarmUp.Block<RuntimeException> block,
      Worker worker,
      Summary summary) {
    WarmUp warmUp = WarmUp.of(effort, FIRST_BLOCK, MOST, size -> worker.trajectories(0, size));
    long size = size(effort, warmUp);
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < effort.repeats(); i++) {
      timings.add(block.run(size));
    }
    return summary
        .of(new Repeats(timings))
        .under(integration.conditions())
        .under(warmUp.conditions())
        .under(Map.of("trajectories", size, "cores", 1));
  }

  /** Trajectories that keep a thread busy for one repeat: enough to fill the lanes. */
  static long size(Effort effort, WarmUp warmUp) {
    return Math.max(FIRST_BLOCK, Math.min(MOST, (long) (warmUp.rate() * effort.seconds())));
  }
}
