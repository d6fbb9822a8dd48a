package ergode.data;

import ergode.data.design.FileDesign;
import ergode.data.design.Range;
import ergode.mechanics.DoublePendulum;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Small simulations for tests, each a variation of: 30 double pendulums at rest in [-pi/2, pi/2], 2
 * s, 21 save points, tsit5 at 1e-5, 3 shards.
 */
public final class Simulations {
  public long samples = 30;
  public long seed = 42;
  public EnsembleConfig.Kind kind = EnsembleConfig.Kind.UNIFORM;
  public double halfWidth = Math.PI / 2;
  public @Nullable FileDesign file;
  public String method = "tsit5";
  public double tolerance = 1e-5;
  public @Nullable Double dt0;
  public long maxSteps = 100_000;
  public ControllerConfig controller = DEFAULT_CONTROLLER;
  public double tmax = 2;
  public int points = 21;
  public Precision precision = Precision.DOUBLE;
  public SaveContent content = SaveContent.TRAJECTORY;
  public int shards = 3;
  public Compression compression = Compression.ZSTD;
  public ListEncoding encoding = ListEncoding.PLAIN;
  public final Map<String, Double> parameters = defaultParameters();

  public static final ControllerConfig DEFAULT_CONTROLLER =
      new ControllerConfig(ControllerConfig.Kind.AUTO, 0, 1, 0, 0.9, 0.2, 10);

  /** What {@link #build} is when nothing is changed. */
  public static Simulation small() {
    return new Simulations().build();
  }

  public Simulation build() {
    Range angles = new Range(-halfWidth, halfWidth);
    Range rest = new Range(0, 0);
    EnsembleConfig ensemble =
        file != null
            ? new EnsembleConfig.Explicit(file)
            : new EnsembleConfig.Sampled(
                kind,
                samples,
                seed,
                new DoublePendulum().components(),
                List.of(angles, angles, rest, rest));
    return new Simulation(
        new SystemConfig("double-pendulum", parameters),
        ensemble,
        new SolverConfig(method, tolerance, tolerance, dt0, maxSteps, controller),
        new SaveConfig(tmax, points, precision, content),
        new ShardPlan(file != null ? file.size() : samples, shards),
        new OutputConfig(compression, encoding));
  }

  /** The parameters of the double pendulum with their default values. */
  public static Map<String, Double> defaultParameters() {
    return new TreeMap<>(Map.of("m1", 1.0, "m2", 1.0, "l1", 1.0, "l2", 1.0, "g", 9.8));
  }
}
