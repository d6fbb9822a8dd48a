package ergode.backend.simd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The order in which values are computed, in runs of operations that one loop could do: operations
 * on components of vectors of one size, as long as there are any, then all products and the like
 * that have become possible.
 */
final class WideSchedule {

  /** The size under which values are filed that no loop over components computes. */
  private static final int ALONE = Integer.MAX_VALUE;

  private final Map<Value, Integer> missing = new HashMap<>();
  private final Map<Value, List<Value>> users = new HashMap<>();
  private final NavigableMap<Integer, NavigableMap<Integer, Value>> ready = new TreeMap<>();
  private final List<Value> needed;
  private final Sines sines;

  /**
   * Schedules what is needed.
   *
   * @param values all, arguments before what uses them
   * @param ends what is needed in the end
   */
  WideSchedule(List<Value> values, List<Value> ends) {
    Set<Value> found = new HashSet<>(ends);
    for (int i = values.size() - 1; i >= 0; i--) {
      if (found.contains(values.get(i))) {
        found.addAll(values.get(i).args());
      }
    }
    needed = values.stream().filter(found::contains).toList();
    sines = new Sines(needed);
    for (Value value : needed) {
      if (isComputed(value)) {
        List<Value> sources = sources(value).distinct().toList();
        missing.put(value, sources.size());
        sources.forEach(arg -> users.computeIfAbsent(arg, a -> new ArrayList<>()).add(value));
        offerIfReady(value);
      }
    }
  }

  /** Everything that is needed, arguments before what uses them. */
  List<Value> needed() {
    return needed;
  }

  /** Whether an instruction computes the value; others are there, or part of another value. */
  private static boolean isComputed(Value value) {
    return !value.shared()
        && !(value.op() instanceof Operation.Input)
        && !WideMemory.isInPlace(value);
  }

  /** The value whose rows hold those of a slice. */
  private static Value base(Value value) {
    return WideMemory.isInPlace(value) ? value.args().get(0) : value;
  }

  private static Stream<Value> sources(Value value) {
    return value.args().stream().map(WideSchedule::base).filter(WideSchedule::isComputed);
  }

  private void offerIfReady(Value value) {
    if (missing.getOrDefault(value, 0) == 0) {
      int kind = value.op().isElementwise() ? value.size() : ALONE;
      ready.computeIfAbsent(kind, k -> new TreeMap<>()).put(value.id(), value);
    }
  }

  Sines sines() {
    return sines;
  }

  /** The runs, in order; a value that no loop computes is a run of its own. */
  List<List<Value>> runs() {
    List<List<Value>> runs = new ArrayList<>();
    while (!ready.isEmpty()) {
      Map.Entry<Integer, NavigableMap<Integer, Value>> first = ready.firstEntry();
      if (first.getKey() == ALONE) {
        ready.remove(ALONE);
        first.getValue().values().forEach(value -> runs.add(List.of(value)));
        first.getValue().values().forEach(this::done);
      } else {
        runs.add(run(first.getValue()));
        ready.remove(first.getKey());
      }
    }
    return runs;
  }

  private List<Value> run(NavigableMap<Integer, Value> next) {
    List<Value> run = new ArrayList<>();
    while (!next.isEmpty()) {
      for (Value value : sines.withPartner(next.firstEntry().getValue())) {
        next.remove(value.id());
        run.add(value);
        done(value);
      }
    }
    return run;
  }

  private void done(Value value) {
    for (Value user : users.getOrDefault(value, List.of())) {
      missing.merge(user, -1, Integer::sum);
      offerIfReady(user);
    }
  }
}
