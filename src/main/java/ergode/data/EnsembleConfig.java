package ergode.data;

import ergode.data.design.Design;
import ergode.data.design.FileDesign;
import ergode.data.design.GridDesign;
import ergode.data.design.Range;
import ergode.data.design.SobolDesign;
import ergode.data.design.UniformDesign;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The {@code ensemble} section: which initial conditions are simulated. */
public sealed interface EnsembleConfig extends Serializable {
  /** Name of the design whose initial conditions are read, not computed. */
  String FILE = "file";

  /** The initial conditions themselves. */
  Design design();

  /** The keys that decide the initial conditions, with their values. */
  Map<String, Object> canonical();

  /** Computed initial conditions. */
  record Sampled(Kind kind, long samples, long seed, List<String> components, List<Range> ranges)
      implements EnsembleConfig {
    public Sampled {
      components = List.copyOf(components);
      ranges = List.copyOf(ranges);
      design(kind, samples, seed, ranges);
    }

    @Override
    public Design design() {
      return design(kind, samples, seed, ranges);
    }

    private static Design design(Kind kind, long samples, long seed, List<Range> ranges) {
      return switch (kind) {
        case UNIFORM -> new UniformDesign(seed, samples, ranges);
        case GRID -> new GridDesign(samples, ranges);
        case SOBOL -> new SobolDesign(seed, samples, ranges);
      };
    }

    @Override
    public Map<String, Object> canonical() {
      Map<String, Object> keys = new TreeMap<>();
      keys.put("ensemble.design", Names.of(kind));
      keys.put("ensemble.samples", samples);
      if (kind != Kind.GRID) {
        keys.put("ensemble.seed", seed);
      }
      for (int i = 0; i < components.size(); i++) {
        keys.put(
            "ensemble." + components.get(i), List.of(ranges.get(i).low(), ranges.get(i).high()));
      }
      return keys;
    }
  }

  /** Initial conditions read from a file; its content counts, not its path. */
  record Explicit(FileDesign design) implements EnsembleConfig {
    @Override
    public Map<String, Object> canonical() {
      return explicit(design.size(), design.sha256());
    }
  }

  /**
   * Initial conditions that were read from a file which is not at hand: only the rows of the data
   * set have them.
   *
   * @param sha256 {@link FileDesign#sha256} of all of them
   */
  record Recorded(long samples, String sha256) implements EnsembleConfig {

    /**
     * There is none.
     *
     * @throws IllegalStateException always
     */
    @Override
    public Design design() {
      throw new IllegalStateException(
          "the initial conditions with SHA-256 " + sha256 + " are in the rows alone");
    }

    @Override
    public Map<String, Object> canonical() {
      return explicit(samples, sha256);
    }
  }

  private static Map<String, Object> explicit(long samples, String sha256) {
    return new TreeMap<>(
        Map.of("ensemble.design", FILE, "ensemble.samples", samples, "ensemble.sha256", sha256));
  }

  /** How initial conditions are computed. */
  enum Kind {
    UNIFORM,
    GRID,
    SOBOL
  }

  /** All accepted values of {@code ensemble.design}. */
  static List<String> designNames() {
    List<String> names = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      names.add(Names.of(kind));
    }
    names.add(FILE);
    return names;
  }
}
