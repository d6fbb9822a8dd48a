package ergode.app;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether somebody is watching. */
final class Terminal {
  private static final int DEFAULT_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 40;

  private Terminal() {}

  /** Whether the standard error, which progress is written to, is a terminal. */
  static boolean isStandardError() {
    return isConsole(System.console())
        && !"dumb".equals(System.getenv("TERM"))
        && isTerminal(Path.of("/proc/self/fd/2"));
  }

  /** Since Java 22 there is a console even without a terminal, and a method that tells. */
  private static boolean isConsole(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** A console does not tell whether the standard error was redirected; Linux does. */
  static boolean isTerminal(Path descriptor) {
    try {
      String device = Files.readSymbolicLink(descriptor).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }

  static int columns() {
    return columns(System.getenv());
  }

  static int columns(Map<String, String> environment) {
    try {
      int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
      return Math.max(columns, FEWEST_COLUMNS);
    } catch (NumberFormatException e) {
      return DEFAULT_COLUMNS;
    }
  }
}
