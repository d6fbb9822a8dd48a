package ergode.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What keys of the configuration may be called where there are no sections: by the whole key, or by
 * its last words alone where no other key ends in them. Capitals, hyphens and underscores do not
 * count, since Spark and Python each have their own way with them.
 */
final class OptionNames {
  private final TreeMap<String, Name> names = new TreeMap<>();

  /** A name as it is best written, and the key that it means. */
  private record Name(String written, String key) {}

  OptionNames(Collection<String> keys) {
    Set<String> ambiguous = new HashSet<>();
    for (String key : keys) {
      for (String ending : endings(key)) {
        if (names.put(normal(ending), new Name(ending, key)) != null) {
          ambiguous.add(normal(ending));
        }
      }
    }
    names.keySet().removeAll(ambiguous);
  }

  /** "a.b.c", "b.c" and "c". */
  private static List<String> endings(String key) {
    List<String> endings = new ArrayList<>(List.of(key));
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      endings.add(key.substring(dot + 1));
    }
    return endings;
  }

  static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }

  /** One more name for a key. */
  OptionNames with(String name, String key) {
    names.put(normal(name), new Name(name, key));
    return this;
  }

  /** The key that a name means. */
  Optional<String> key(String name) {
    return Optional.ofNullable(names.get(normal(name))).map(Name::key);
  }

  /** The name that was most likely meant by a misspelt one. */
  Optional<String> nearest(String name) {
    return EditDistance.nearest(normal(name), names.keySet(), EditDistance::between)
        .flatMap(near -> Optional.ofNullable(names.get(near)))
        .map(Name::written);
  }
}
