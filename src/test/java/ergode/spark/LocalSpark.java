package ergode.spark;

import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The one Spark session of the test JVM, on local cores, without a user interface. */
public final class LocalSpark {
  private static @Nullable SparkSession current;

  private LocalSpark() {}

  /** A session on two cores. */
  public static SparkSession session() {
    return session(2);
  }

  /** A session on so many cores; ends a session on another number. */
  public static synchronized SparkSession session(int cores) {
    String master = "local[" + cores + "]";
    SparkSession running = current;
    if (running != null
        && !running.sparkContext().isStopped()
        && running.sparkContext().master().equals(master)) {
      return running;
    }
    stop();
    current =
        SparkSession.builder()
            .master(master)
            .appName("ergode tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", "target/spark-warehouse")
            .getOrCreate();
    return Objects.requireNonNull(current);
  }

  /** Ends the session, for a test that starts its own. */
  public static synchronized void stop() {
    if (current != null) {
      current.stop();
      current = null;
    }
  }
}
