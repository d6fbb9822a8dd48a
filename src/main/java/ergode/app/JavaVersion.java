package ergode.app;

import java.util.Optional;

/** Which Java runtimes Ergode accepts. */
final class JavaVersion {
  private static final Runtime.Version FIRST_25_WITH_FIX = Runtime.Version.parse("25.0.3");

  private JavaVersion() {}

  /**
   * One sentence that says why the runtime is refused and what to use instead, or empty when it is
   * accepted.
   *
   * <p>JDK 25.0.0 to 25.0.2 are refused because G1 can move an object that native code has pinned,
   * which silently corrupts data (JDK-8377811); zstd pins its arrays.
   */
  static Optional<String> refusal(Runtime.Version version) {
    if (version.feature() < 17) {
      return Optional.of(
          ("Java %s is too old: Ergode needs Java 17, 21, or 25.0.3 or later; "
                  + "set JAVA_HOME to one of these.")
              .formatted(version));
    }
    if (version.feature() == 25 && version.compareToIgnoreOptional(FIRST_25_WITH_FIX) < 0) {
      return Optional.of(
          ("Java %s can corrupt data while native code runs (JDK-8377811): "
                  + "set JAVA_HOME to Java 25.0.3 or later, or to Java 17 or 21.")
              .formatted(version));
    }
    return Optional.empty();
  }
}
