package ergode.report;

import ergode.data.AngleRule;
import ergode.data.parquet.TrajectoryRow;
import java.io.Serializable;
import java.util.List;

/**
 * What a report needs to know of an ensemble, as sums over its rows: add rows, merge parts. Its
 * size does not depend on the number of rows: a few grids of counts and bounded samples.
 */
public final class EnsembleSummary implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int CHAOTIC_POINTS = 12_000;
  private static final int NON_CHAOTIC_POINTS = InitialPlane.MAX_POINTS - CHAOTIC_POINTS;
  private static final int PLANE_CELLS = 100;

  private final AngleRule rule;
  private final InitialRange range;
  final LabelSummary nonChaotic;
  final LabelSummary chaotic;
  private long rows;
  private long failed;
  private long steps;
  private long rejected;
  private double maxEnergyDrift;
  private boolean atRest = true;
  private long points;
  private long withoutLists;

  /**
   * An empty sum.
   *
   * @param rule how runs are labelled
   * @param range the initial angles of all rows
   */
  public EnsembleSummary(AngleRule rule, InitialRange range) {
    this.rule = rule;
    this.range = range;
    int densityCells = Bins.angles().count() * Bins.angles().count();
    int planeCells = PLANE_CELLS * PLANE_CELLS;
    this.nonChaotic = new LabelSummary(false, densityCells, planeCells, NON_CHAOTIC_POINTS);
    this.chaotic = new LabelSummary(true, densityCells, planeCells, CHAOTIC_POINTS);
  }

  /** The columns that {@link #add} looks at, for a system with these coordinates and velocities. */
  public static List<String> columns() {
    return List.of(
        "sim_id",
        "theta1_0",
        "theta2_0",
        "omega1_0",
        "omega2_0",
        "t0",
        "dt",
        "status",
        "steps",
        "rejected",
        "max_abs_theta1",
        "max_abs_theta2",
        "energy_drift",
        "theta1",
        "theta2");
  }

  /** Adds a run of data set number {@code dataset}. */
  public void add(int dataset, TrajectoryRow row) {
    rows++;
    if (row.hasLists()) {
      points += row.savedPoints();
    } else {
      withoutLists++;
    }
    steps += row.steps();
    rejected += row.rejected();
    atRest &= row.initial()[2] == 0 && row.initial()[3] == 0;
    if (row.status().equals("ok")) {
      maxEnergyDrift = Math.max(maxEnergyDrift, row.energyDrift());
    } else {
      failed++;
    }
    LabelSummary label = rule.isChaotic(row.maxAbs()) ? chaotic : nonChaotic;
    label.add(dataset, row, Bins.angles(), theta1(), theta2());
  }

  /** Adds the sums of other rows, and returns this. */
  public EnsembleSummary merge(EnsembleSummary other) {
    rows += other.rows;
    points += other.points;
    withoutLists += other.withoutLists;
    failed += other.failed;
    steps += other.steps;
    rejected += other.rejected;
    atRest &= other.atRest;
    maxEnergyDrift = Math.max(maxEnergyDrift, other.maxEnergyDrift);
    nonChaotic.merge(other.nonChaotic);
    chaotic.merge(other.chaotic);
    return this;
  }

  Bins theta1() {
    return range.theta1(PLANE_CELLS);
  }

  Bins theta2() {
    return range.theta2(PLANE_CELLS);
  }

  public AngleRule rule() {
    return rule;
  }

  public long rows() {
    return rows;
  }

  /** Runs of which no states are saved: rows of a summary. */
  long withoutLists() {
    return withoutLists;
  }

  /** Saved points of all runs. */
  public long points() {
    return points;
  }

  public long chaoticRuns() {
    return chaotic.runs;
  }

  /** Runs that did not reach the end time. */
  public long failed() {
    return failed;
  }

  public long steps() {
    return steps;
  }

  public long rejected() {
    return rejected;
  }

  /** Largest energy drift of the runs that reached the end. */
  public double maxEnergyDrift() {
    return maxEnergyDrift;
  }

  /** Whether every run starts with both velocities zero. */
  public boolean isAtRest() {
    return atRest;
  }
}
