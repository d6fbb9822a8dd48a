package ergode.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Enum constants as configuration files and data sets write them: in lower case, words joined by
 * hyphens.
 */
public final class Names {
  private Names() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant that a configuration key names. */
  public static <E extends Enum<E>> E parse(String key, String value, Class<E> type) {
    return parse(key, value, List.of(type.getEnumConstants()));
  }

  /** The one of some constants that a configuration key names. */
  public static <E extends Enum<E>> E parse(String key, String value, List<E> accepted) {
    return accepted.stream()
        .filter(constant -> of(constant).equals(value))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(key, value, oneOf(accepted)));
  }

  /** "one of a, b, c". */
  private static String oneOf(List<? extends Enum<?>> constants) {
    return constants.stream().map(Names::of).collect(Collectors.joining(", ", "one of ", ""));
  }
}
