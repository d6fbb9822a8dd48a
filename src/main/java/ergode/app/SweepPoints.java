package ergode.app;

import com.typesafe.config.ConfigValue;
import ergode.data.InvalidInputException;
import ergode.data.Manifest;
import ergode.data.Simulation;
import ergode.data.SweepPlan;
import ergode.data.design.FileDesign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The points of a sweep: every combination of its axes' values, that of the last axis changing
 * fastest.
 *
 * @param axes in their order
 * @param simulations one per point of the plan
 * @param notes what the user gave that has no effect, a sentence each
 */
record SweepPoints(
    List<SweepAxis> axes, SweepPlan plan, List<Simulation> simulations, List<String> notes) {

  /** Each is a directory with files of its own. */
  static final int MOST = 10_000;

  /** What a file system takes as one name. */
  private static final int LONGEST_NAME = 255;

  SweepPoints {
    axes = List.copyOf(axes);
    simulations = List.copyOf(simulations);
    notes = List.copyOf(notes);
  }

  /**
   * Expands and validates the sweep that a configuration asks for.
   *
   * @throws InvalidInputException naming the first entry or value that will not do
   */
  static SweepPoints of(Settings settings) {
    List<SweepAxis> axes = SweepAxis.all(settings);
    int count = count(axes);
    Map<String, FileDesign> files = new HashMap<>();
    List<SweepPlan.Point> points = new ArrayList<>();
    List<Simulation> simulations = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      List<Setting> values = values(axes, i);
      SimulationSettings requested = SimulationSettings.of(settings.at(values), files);
      simulations.add(requested.simulation());
      notes.addAll(requested.notes());
      points.add(point(values, requested.simulation().canonical()));
    }
    requireDifferent(points);
    List<Map<String, Object>> configs = simulations.stream().map(Simulation::canonical).toList();
    return new SweepPoints(axes, SweepPlan.of(points, configs), simulations, List.copyOf(notes));
  }

  private static int count(List<SweepAxis> axes) {
    long count = 1;
    for (SweepAxis axis : axes) {
      count *= axis.values().size();
      if (count > MOST) {
        String sizes =
            axes.stream()
                .map(a -> a.values().size() + " of " + String.join(" and ", a.keys()))
                .collect(Collectors.joining(" x "));
        throw new InvalidInputException(
            SweepSection.NAME,
            sizes,
            "at most " + MOST + " points, as each is a data set of its own");
      }
    }
    return (int) count;
  }

  /** The keys' values at point {@code number}. */
  private static List<Setting> values(List<SweepAxis> axes, int number) {
    List<Setting> values = new ArrayList<>();
    int rest = number;
    for (int k = axes.size() - 1; k >= 0; k--) {
      SweepAxis axis = axes.get(k);
      ConfigValue value = axis.values().get(rest % axis.values().size());
      rest /= axis.values().size();
      String origin = Origins.of(value.origin());
      values.addAll(0, axis.keys().stream().map(key -> new Setting(key, value, origin)).toList());
    }
    return values;
  }

  private static SweepPlan.Point point(List<Setting> settings, Map<String, Object> config) {
    Map<String, Object> values = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (Setting setting : settings) {
      Object value = value(setting, Optional.ofNullable(config.get(setting.key())));
      values.put(setting.key(), value);
      String name = SweepPlan.directory(setting.key(), value);
      if (name.length() > LONGEST_NAME) {
        throw new InvalidInputException(
            SweepSection.NAME + "." + setting.key(),
            setting.shown(),
            "a value that makes a name of at most " + LONGEST_NAME + " characters, not " + name);
      }
      names.add(name);
    }
    return new SweepPlan.Point(String.join("/", names), values, Manifest.hash(config));
  }

  /** As the simulation takes it, except for a word, such as auto, that stands for a number. */
  private static Object value(Setting setting, Optional<Object> canonical) {
    String text = setting.text().strip();
    Optional<Double> number = NumberText.parse(text);
    if (canonical.isPresent() && (number.isPresent() || !(canonical.get() instanceof Number))) {
      return canonical.get();
    }
    return number.isPresent() ? number.get() : text;
  }

  /** Two points with one configuration differ in keys that do nothing there. */
  private static void requireDifferent(List<SweepPlan.Point> points) {
    Map<String, SweepPlan.Point> byConfig = new HashMap<>();
    for (SweepPlan.Point point : points) {
      SweepPlan.Point twin = byConfig.putIfAbsent(point.configSha256(), point);
      if (twin != null) {
        String keys =
            point.values().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(twin.values().get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        throw new InvalidInputException(
            SweepSection.NAME,
            twin.directory() + " and " + point.directory(),
            "points that differ; " + keys + " has no effect on these two");
      }
    }
  }
}
