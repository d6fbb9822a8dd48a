package ergode.app;

import java.util.ArrayList;
import java.util.List;

/** An exception and what caused it. */
final class Causes {
  private static final int MAX_LENGTH = 1000;

  private Causes() {}

  /** From the outermost to the root. */
  static List<Throwable> of(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = thrown; t != null && !causes.contains(t); t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  /**
   * One line for the user: our own exception's if there is one, else that of the root cause, or of
   * the first of its kind, to whose message Hadoop adds which host it was.
   */
  static String line(Throwable thrown) {
    List<Throwable> causes = of(thrown);
    Throwable root = causes.get(causes.size() - 1);
    Throwable telling =
        causes.stream()
            .filter(Causes::isOurs)
            .findFirst()
            .or(() -> causes.stream().filter(t -> t.getClass() == root.getClass()).findFirst())
            .orElse(root);
    String message = telling.getMessage();
    if (message == null || message.isBlank()) {
      return telling.getClass().getSimpleName() + " (--debug shows where)";
    }
    String line = firstLine(message);
    return isOurs(telling) ? line : telling.getClass().getSimpleName() + ": " + line;
  }

  private static boolean isOurs(Throwable thrown) {
    return thrown.getClass().getName().startsWith("ergode.");
  }

  /** Spark appends the stack traces of its tasks to its messages. */
  private static String firstLine(String message) {
    String line = message.strip().lines().findFirst().orElse("").strip();
    return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line;
  }
}
