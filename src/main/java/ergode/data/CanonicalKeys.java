package ergode.data;

import ergode.data.design.Range;
import ergode.mechanics.MechanicalSystem;
import ergode.mechanics.MechanicalSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the resolved configuration of a data set: the inverse of {@link Simulation#canonical}. */
final class CanonicalKeys {
  private static final String FILTER = "filter.";

  private final Map<String, Object> config = new TreeMap<>();

  CanonicalKeys(Map<String, Object> config) {
    config.forEach(
        (key, value) -> {
          if (!key.startsWith(FILTER)) {
            this.config.put(key, value);
          }
        });
  }

  Simulation simulation() {
    SystemConfig system = system();
    SaveConfig save =
        new SaveConfig(
            number("save.tmax"),
            count("save.points"),
            Names.parse("save.precision", text("save.precision"), Precision.class),
            Names.parse("save.content", text("save.content"), SaveContent.class));
    EnsembleConfig ensemble = ensemble(system.system().components());
    Simulation simulation =
        new Simulation(
            system,
            ensemble,
            solver(),
            save,
            new ShardPlan(whole("ensemble.samples"), count("output.shards")),
            new OutputConfig(
                Names.parse("output.compression", text("output.compression"), Compression.class),
                Names.parse("output.encoding", text("output.encoding"), ListEncoding.class)));
    requireSame(simulation.canonical());
    return simulation;
  }

  /** A key that this version does not know would decide bytes unseen. */
  private void requireSame(Map<String, Object> canonical) {
    TreeSet<String> keys = new TreeSet<>(config.keySet());
    keys.addAll(canonical.keySet());
    for (String key : keys) {
      String found = shown(config, key);
      String expected = shown(canonical, key);
      if (!found.equals(expected)) {
        throw new InvalidInputException(
            key, found, expected + ", as this version of Ergode understands the other keys");
      }
    }
  }

  private static String shown(Map<String, Object> keys, String key) {
    return keys.containsKey(key) ? Json.compact(Objects.requireNonNull(keys.get(key))) : "unset";
  }

  private SystemConfig system() {
    String name = text("system.name");
    MechanicalSystem system =
        MechanicalSystems.byName(name)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "system.name", name, "one of " + MechanicalSystems.names()));
    Map<String, Double> values = new TreeMap<>();
    system
        .parameterNames()
        .forEach(parameter -> values.put(parameter, number("system." + parameter)));
    return new SystemConfig(name, values);
  }

  private EnsembleConfig ensemble(List<String> components) {
    long samples = whole("ensemble.samples");
    String design = text("ensemble.design");
    if (design.equals(EnsembleConfig.FILE)) {
      return new EnsembleConfig.Recorded(samples, text("ensemble.sha256"));
    }
    EnsembleConfig.Kind kind = Names.parse("ensemble.design", design, EnsembleConfig.Kind.class);
    List<Range> ranges = new ArrayList<>();
    components.forEach(component -> ranges.add(range("ensemble." + component)));
    return new EnsembleConfig.Sampled(
        kind,
        samples,
        kind == EnsembleConfig.Kind.GRID ? 0 : whole("ensemble.seed"),
        components,
        ranges);
  }

  SolverConfig solver() {
    boolean constant = text("solver.controller.kind").equals("constant");
    // unused with constant steps, and then not among the keys
    ControllerConfig controller =
        constant
            ? new ControllerConfig(ControllerConfig.Kind.CONSTANT, 0, 1, 0, 0.9, 0.2, 10)
            : new ControllerConfig(
                Names.parse(
                    "solver.controller.kind",
                    text("solver.controller.kind"),
                    ControllerConfig.Kind.class),
                number("solver.controller.p"),
                number("solver.controller.i"),
                number("solver.controller.d"),
                number("solver.controller.safety"),
                number("solver.controller.factor-min"),
                number("solver.controller.factor-max"));
    return new SolverConfig(
        text("solver.method"),
        constant ? 1 : number("solver.rtol"),
        constant ? 1 : number("solver.atol"),
        number("solver.dt0"),
        whole("solver.max-steps"),
        controller);
  }

  private Range range(String key) {
    if (config.get(key) instanceof List<?> bounds
        && bounds.stream().allMatch(Number.class::isInstance)) {
      return Range.of(key, bounds.stream().map(bound -> ((Number) bound).doubleValue()).toList());
    }
    throw missing(key, "[low, high]");
  }

  private String text(String key) {
    if (config.get(key) instanceof String text) {
      return text;
    }
    throw missing(key, "text");
  }

  private double number(String key) {
    if (config.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw missing(key, "a number");
  }

  private long whole(String key) {
    if (config.get(key) instanceof Integer || config.get(key) instanceof Long) {
      return ((Number) Objects.requireNonNull(config.get(key))).longValue();
    }
    throw missing(key, "a whole number");
  }

  private int count(String key) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, whole(key)));
  }

  private InvalidInputException missing(String key, String expected) {
    return new InvalidInputException(
        key, config.containsKey(key) ? String.valueOf(config.get(key)) : "unset", expected);
  }
}
