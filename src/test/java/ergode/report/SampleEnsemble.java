package ergode.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A small ensemble of double pendulums (m = l = 1, g = 9.8, at rest, angles in [-pi/2, pi/2]) for
 * figures with realistic content, integrated by a fixed-step fourth-order Runge-Kutta method.
 */
final class SampleEnsemble {
  static final double G = 9.8;
  private static final double STEP = 0.01;
  private static final int POINTS = 1001;

  private record Run(int id, boolean chaotic, double drift, Series theta1, Series theta2) {}

  private final List<Run> runs = new ArrayList<>();

  SampleEnsemble(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int id = 0; id < size; id++) {
      double half = Math.PI / 2;
      runs.add(run(id, random.nextDouble(-half, half), random.nextDouble(-half, half)));
    }
  }

  Density density(boolean chaotic) {
    CountGrid.Builder grid = CountGrid.builder(Bins.angles(), Bins.angles());
    long n = 0;
    for (Run run : runs) {
      if (run.chaotic == chaotic) {
        n++;
        for (int i = 0; i < POINTS; i++) {
          grid.addPoint(run.theta1.get(i), run.theta2.get(i));
        }
      }
    }
    return chaotic ? Density.chaotic(grid.build(), n) : Density.nonChaotic(grid.build(), n);
  }

  List<SampleTrajectory> samples(boolean chaotic, int most) {
    double[] time = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      time[i] = i * STEP;
    }
    return runs.stream()
        .filter(run -> run.chaotic == chaotic)
        .limit(most)
        .map(
            run ->
                new SampleTrajectory(
                    "sim_id " + run.id, chaotic, Series.of(time), run.theta1, run.theta2))
        .collect(Collectors.toList());
  }

  List<SampleTrajectory> samples(int mostPerLabel) {
    List<SampleTrajectory> samples = samples(false, mostPerLabel);
    samples.addAll(samples(true, mostPerLabel));
    return samples;
  }

  DriftHistogram drift() {
    Bins decades = new Bins(-12, 0, 48);
    long[][] counts = new long[2][decades.count()];
    long outside = 0;
    double max = 0;
    for (Run run : runs) {
      int bin = decades.indexOf(Math.log10(run.drift));
      max = Math.max(max, run.drift);
      if (bin < 0) {
        outside++;
      } else {
        counts[run.chaotic ? 1 : 0][bin]++;
      }
    }
    return new DriftHistogram(
        decades,
        list(counts[0]),
        list(counts[1]),
        outside,
        List.of(new DriftHistogram.Mark("max", max)));
  }

  InitialPlane plane(int cells, boolean points) {
    Bins bins = new Bins(-Math.PI / 2, Math.PI / 2, cells);
    CountGrid.Builder all = CountGrid.builder(bins, bins);
    CountGrid.Builder chaotic = CountGrid.builder(bins, bins);
    List<InitialPlane.Point> sample = new ArrayList<>();
    for (Run run : runs) {
      double a = run.theta1.get(0);
      double b = run.theta2.get(0);
      all.addPoint(a, b);
      if (run.chaotic) {
        chaotic.addPoint(a, b);
      }
      if (points) {
        sample.add(new InitialPlane.Point(a, b, run.chaotic));
      }
    }
    return new InitialPlane(all.build(), chaotic.build(), sample, true);
  }

  /** The page of a main run with every kind of section. */
  Page page() {
    List<SampleTrajectory> moving = new ArrayList<>(samples(false, 1));
    moving.addAll(samples(true, 1));
    Density quiet = density(false);
    Density chaotic = density(true);
    List<Section> sections =
        List.of(
            new NotesSection("Notes", List.of("1 trajectory stopped early: MAX_STEPS")),
            new NumbersSection(
                "Numbers that matter",
                List.of(
                    Fact.of("Trajectories", Numbers.grouped(runs.size())),
                    new Fact(
                        "Chaotic",
                        Numbers.grouped(chaotic.runs()),
                        Numbers.percent(chaotic.runs(), runs.size()) + " passed ±π"),
                    new Fact("Saved points", Numbers.grouped((long) runs.size() * POINTS), ""),
                    new Fact("Wall time", "12.4 s", "97 trajectories per second"))),
            FigureSection.of(new DensityFigure(quiet, chaotic)),
            FigureSection.of(new TrajectoriesFigure(samples(3), Math.PI)),
            FigureSection.of(new DriftFigure(drift())),
            FigureSection.of(new InitialPlaneFigure(plane(40, true))),
            new PendulumSection("Pendulums in motion", 1, 1, moving),
            new TableSection(
                "Configuration",
                "Key",
                "Origin",
                List.of(
                    new Fact("ensemble.samples", "1200", "default"),
                    new Fact("solver.method", "tsit5", "default"),
                    new Fact("solver.rtol", "1e-5", "--set"))),
            new TableSection("Dataset", "Fact", "", List.of(Fact.of("rows", "1,200"))));
    return new Page("Double pendulum ensemble", "1,200 runs over 10 s, seed 42", sections);
  }

  private static Run run(int id, double theta1, double theta2) {
    double[] y = {theta1, theta2, 0, 0};
    double start = energy(y);
    double[] a = new double[POINTS];
    double[] b = new double[POINTS];
    double drift = 0;
    boolean flipped = false;
    for (int i = 0; i < POINTS; i++) {
      a[i] = y[0];
      b[i] = y[1];
      drift = Math.max(drift, Math.abs(energy(y) - start) / (3 * G));
      flipped |= Math.max(Math.abs(y[0]), Math.abs(y[1])) > Math.PI;
      y = step(y);
    }
    return new Run(id, flipped, drift, Series.of(a), Series.of(b));
  }

  private static double energy(double[] y) {
    return y[2] * y[2]
        + 0.5 * y[3] * y[3]
        + y[2] * y[3] * Math.cos(y[0] - y[1])
        - G * (2 * Math.cos(y[0]) + Math.cos(y[1]));
  }

  private static double[] step(double[] y) {
    double[] k1 = slope(y);
    double[] k2 = slope(plus(y, STEP / 2, k1));
    double[] k3 = slope(plus(y, STEP / 2, k2));
    double[] k4 = slope(plus(y, STEP, k3));
    double[] next = new double[4];
    for (int i = 0; i < 4; i++) {
      next[i] = y[i] + STEP / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return next;
  }

  private static double[] plus(double[] y, double h, double[] k) {
    double[] sum = new double[4];
    for (int i = 0; i < 4; i++) {
      sum[i] = y[i] + h * k[i];
    }
    return sum;
  }

  private static double[] slope(double[] y) {
    double c = Math.cos(y[0] - y[1]);
    double s = Math.sin(y[0] - y[1]);
    double f1 = -y[3] * y[3] * s - 2 * G * Math.sin(y[0]);
    double f2 = y[2] * y[2] * s - G * Math.sin(y[1]);
    double det = 2 - c * c;
    return new double[] {y[2], y[3], (f1 - c * f2) / det, (2 * f2 - c * f1) / det};
  }

  private static List<Long> list(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }
}
