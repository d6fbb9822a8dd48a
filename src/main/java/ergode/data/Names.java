package ergode.data;

import java.util.Arrays;
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
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(value))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(key, value, all(type)));
  }

  /** "one of a, b, c". */
  private static <E extends Enum<E>> String all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Names::of)
        .collect(Collectors.joining(", ", "one of ", ""));
  }
}
