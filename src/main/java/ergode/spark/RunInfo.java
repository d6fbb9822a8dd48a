package ergode.spark;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** {@code _run.json}: what may differ between two runs of one configuration. */
final class RunInfo {
  private RunInfo() {}

  /**
   * The facts of a run that ends now.
   *
   * @param startNanos {@link System#nanoTime} at its start
   */
  static Map<String, Object> of(SparkSession spark, String backend, long startNanos) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("finished_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("duration_seconds", (System.nanoTime() - startNanos) / 1e9);
    facts.put("driver_host", hostName());
    facts.put("master", spark.sparkContext().master());
    facts.put("default_parallelism", spark.sparkContext().defaultParallelism());
    facts.put("backend", backend);
    facts.put("java_version", System.getProperty("java.version"));
    facts.put("java_vendor", System.getProperty("java.vendor"));
    return facts;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
