package ergode.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many tasks a Spark master URL lets run at once. */
final class MasterSlots {
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\s*\\d+)?])?");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*\\d+\\s*]");

  private MasterSlots() {}

  /** Whether tasks run in the process of the driver. */
  static boolean isLocal(String master) {
    return LOCAL.matcher(master).matches();
  }

  /** "4 (local[4])", or that the cluster decides. */
  static String describe(String master) {
    Matcher local = LOCAL.matcher(master);
    if (local.matches()) {
      String threads = local.group(1) == null ? "1" : local.group(1);
      return (threads.equals("*") ? cores() : threads) + " (" + master + ")";
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    if (cluster.matches()) {
      long slots = Long.parseLong(cluster.group(1)) * Long.parseLong(cluster.group(2));
      return slots + " (" + master + ")";
    }
    return "from the cluster (" + master + ")";
  }

  private static String cores() {
    return Integer.toString(Runtime.getRuntime().availableProcessors());
  }
}
