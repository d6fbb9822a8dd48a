package ergode.app;

import ergode.data.InvalidInputException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keys of {@code reference.conf}, and what to say about any other. */
final class KnownKeys {
  private final Set<String> keys;

  KnownKeys(Collection<String> keys) {
    this.keys = new LinkedHashSet<>(keys);
  }

  boolean contains(String key) {
    return keys.contains(key);
  }

  /** Whether there are keys that begin with {@code section} and a dot. */
  boolean hasSection(String section) {
    return keys.stream().anyMatch(known -> known.startsWith(section + "."));
  }

  /** Whether a JVM property of this name is meant for Ergode: its first word is one of ours. */
  boolean isOurs(String key) {
    return sections().contains(head(key)) && key.contains(".");
  }

  /** The refusal of a setting whose key is unknown. */
  InvalidInputException unknown(Setting setting) {
    return new InvalidInputException(setting.key(), setting.shown(), accepted(setting.key()));
  }

  private String accepted(String key) {
    List<String> inside = keys.stream().filter(known -> known.startsWith(key + ".")).toList();
    if (!inside.isEmpty()) {
      return "a section, such as " + key + " { ... }, with the keys " + String.join(", ", inside);
    }
    Optional<String> nearest = nearest(key);
    if (nearest.isPresent()) {
      return "a key that exists; did you mean " + nearest.get() + "?";
    }
    List<String> siblings = keys.stream().filter(known -> head(known).equals(head(key))).toList();
    return siblings.isEmpty()
        ? "a key of one of the sections " + String.join(", ", sections()) + ", spark"
        : "one of the keys " + String.join(", ", siblings);
  }

  /** The known key that the user most likely meant, if one is near enough. */
  Optional<String> nearest(String key) {
    return EditDistance.nearest(key, keys, KnownKeys::distance);
  }

  /** A right last word under another section, or none, counts as near. */
  private static int distance(String key, String known) {
    String given = key.toLowerCase(Locale.ROOT).replace('_', '-');
    int whole = EditDistance.between(given, known);
    return tail(given).equals(tail(known)) ? Math.min(whole, 1) : whole;
  }

  private Set<String> sections() {
    Set<String> sections = new LinkedHashSet<>();
    keys.stream().filter(key -> key.contains(".")).forEach(key -> sections.add(head(key)));
    sections.add(SweepSection.NAME);
    return sections;
  }

  /** The first word of a key. */
  static String head(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  private static String tail(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
