package ergode.app;

import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** Lines of a result: a name and a value in two columns. */
final class Lines {
  private Lines() {}

  static String line(String name, String value) {
    return "%-13s %s".formatted(name, value);
  }

  /** "1,200". */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A location as a shell takes it: a local path without its scheme. */
  static String location(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  /** "2.08 %". */
  static String percent(double percent) {
    return String.format(Locale.ROOT, "%.2f %%", percent);
  }
}
