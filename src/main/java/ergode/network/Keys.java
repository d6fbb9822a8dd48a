package ergode.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enum constants as a model's file has them: in lower case, words joined by hyphens. */
final class Keys {
  private Keys() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The constant of that key.
   *
   * @param what to which the value was given, for the message
   */
  static <E extends Enum<E>> E parse(String what, String value, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(type.getEnumConstants())
                        .map(Keys::of)
                        .collect(
                            Collectors.joining(
                                ", ", what + " = " + value + ": expected one of ", ""))));
  }
}
