package ergode.report;

import ergode.data.parquet.TrajectoryRow;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Sums over the runs of one label. */
final class LabelSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bins of log10(energy drift). */
  static final Bins DECADES = new Bins(-17, 1, 180);

  private static final int SAMPLE_RUNS = 3;
  private static final int SAMPLE_POINTS = 2_000;

  private final boolean chaotic;
  final long[] density;
  long densityOutside;
  final long[] drift = new long[DECADES.count()];
  long driftOutside;
  long runs;
  final long[] initial;
  final Sampler<InitialPlane.Point> points;
  final Sampler<SampledRun> samples = new Sampler<>(SAMPLE_RUNS);

  /** The saved angles of one run. */
  record SampledRun(int dataset, long simId, double t0, double dt, double[] theta1, double[] theta2)
      implements Serializable {}

  LabelSummary(boolean chaotic, int densityCells, int initialCells, int maxPoints) {
    this.chaotic = chaotic;
    this.density = new long[densityCells];
    this.initial = new long[initialCells];
    this.points = new Sampler<>(maxPoints);
  }

  void add(int dataset, TrajectoryRow row, Bins angles, Bins theta1, Bins theta2) {
    runs++;
    if (row.hasLists()) {
      addDensity(row, angles);
    }
    int decade = row.energyDrift() > 0 ? DECADES.indexOf(Math.log10(row.energyDrift())) : -1;
    if (decade < 0) {
      driftOutside++;
    } else {
      drift[decade]++;
    }
    double start1 = row.initial()[0];
    double start2 = row.initial()[1];
    int x = theta1.indexOf(start1);
    int y = theta2.indexOf(start2);
    if (x >= 0 && y >= 0) {
      initial[x * theta2.count() + y]++;
    }
    if (points.wants(dataset, row.simId())) {
      points.offer(dataset, row.simId(), new InitialPlane.Point(start1, start2, chaotic));
    }
    if (row.hasLists() && row.status().equals("ok") && samples.wants(dataset, row.simId())) {
      samples.offer(dataset, row.simId(), sampled(dataset, row));
    }
  }

  /** The run with at most {@link #SAMPLE_POINTS} points, however long it is. */
  private static SampledRun sampled(int dataset, TrajectoryRow row) {
    int stride = (row.savedPoints() - 1) / SAMPLE_POINTS + 1;
    return new SampledRun(
        dataset,
        row.simId(),
        row.t0(),
        row.dt() * stride,
        every(stride, row.saved()[0], row.savedPoints()),
        every(stride, row.saved()[1], row.savedPoints()));
  }

  private static double[] every(int stride, double[] values, int length) {
    double[] kept = new double[(length - 1) / stride + 1];
    Arrays.setAll(kept, k -> values[k * stride]);
    return kept;
  }

  private void addDensity(TrajectoryRow row, Bins angles) {
    for (int k = 0; k < row.savedPoints(); k++) {
      int x = angles.indexOf(row.saved()[0][k]);
      int y = angles.indexOf(row.saved()[1][k]);
      if (x >= 0 && y >= 0) {
        density[x * angles.count() + y]++;
      } else {
        densityOutside++;
      }
    }
  }

  void merge(LabelSummary other) {
    runs += other.runs;
    densityOutside += other.densityOutside;
    driftOutside += other.driftOutside;
    addTo(density, other.density);
    addTo(drift, other.drift);
    addTo(initial, other.initial);
    points.merge(other.points);
    samples.merge(other.samples);
  }

  private static void addTo(long[] sum, long[] other) {
    Arrays.setAll(sum, i -> sum[i] + other[i]);
  }

  /** The density as a grid of (theta1, theta2). */
  CountGrid densityGrid(Bins angles) {
    return grid(angles, angles, density).addOutside(densityOutside).build();
  }

  /** Counts of cells, x-major. */
  static CountGrid.Builder grid(Bins x, Bins y, long[] counts) {
    CountGrid.Builder grid = CountGrid.builder(x, y);
    for (int i = 0; i < x.count(); i++) {
      for (int j = 0; j < y.count(); j++) {
        grid.add(i, j, counts[i * y.count() + j]);
      }
    }
    return grid;
  }

  /** Number of runs that no cell of the initial plane holds. */
  long initialOutside() {
    return runs - LongStream.of(initial).sum();
  }
}
