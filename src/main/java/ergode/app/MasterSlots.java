package ergode.app;

import ergode.data.InvalidInputException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many tasks a Spark master URL lets run at once. */
final class MasterSlots {
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\s*\\d+)?])?");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*\\d+\\s*]");

  private static final Pattern REMOTE = Pattern.compile("spark://.+:\\d+.*|yarn|k8s://.+");

  private MasterSlots() {}

  /**
   * Returns a master that Spark has a meaning for.
   *
   * @throws InvalidInputException for anything else
   */
  static String requireKnown(String master) {
    boolean local = isLocal(master) && !master.matches("local\\[0+[],].*");
    if (!local && !LOCAL_CLUSTER.matcher(master).matches() && !REMOTE.matcher(master).matches()) {
      throw new InvalidInputException(
          "--master",
          master,
          "local[N], local[*], spark://HOST:PORT, yarn, k8s://URL or"
              + " local-cluster[WORKERS,CORES,MEMORY]");
    }
    return master;
  }

  /** Whether tasks run in the process of the driver. */
  static boolean isLocal(String master) {
    return LOCAL.matcher(master).matches();
  }

  /** "4 (local[4])", or that the cluster decides. */
  static String describe(String master) {
    OptionalLong slots = count(master);
    return (slots.isPresent() ? slots.getAsLong() : "from the cluster") + " (" + master + ")";
  }

  /** Their number, where the URL tells it. */
  static OptionalLong count(String master) {
    Matcher local = LOCAL.matcher(master);
    if (local.matches()) {
      String threads = local.group(1) == null ? "1" : local.group(1);
      return OptionalLong.of(threads.equals("*") ? cores() : Long.parseLong(threads));
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    return cluster.matches()
        ? OptionalLong.of(Long.parseLong(cluster.group(1)) * Long.parseLong(cluster.group(2)))
        : OptionalLong.empty();
  }

  private static long cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
