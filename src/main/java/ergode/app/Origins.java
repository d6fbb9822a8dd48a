package ergode.app;

import com.typesafe.config.ConfigOrigin;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a configuration value was given, in words. */
final class Origins {
  static final String DEFAULT = "default";
  static final String SET = "--set";
  static final String PROPERTY = "-D";
  static final String OPTION = "option";
  static final String SPARK_SUBMIT = "spark-submit";

  /** Origins that are one place, so that a line number says nothing. */
  private static final Set<String> PLACES = Set.of(DEFAULT, SET, PROPERTY, OPTION);

  private static final Pattern WITH_LINE = Pattern.compile("(?s)(.*): (\\d+)(?:-\\d+)?");

  private Origins() {}

  /** "conf/a.conf:12", or the name of a layer. */
  static String of(ConfigOrigin origin) {
    Matcher line = WITH_LINE.matcher(origin.description());
    if (!line.matches()) {
      return origin.description();
    }
    String place = line.group(1);
    return PLACES.contains(place) ? place : place + ":" + line.group(2);
  }
}
