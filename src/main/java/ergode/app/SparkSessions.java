package ergode.app;

import ergode.backend.Backends;
import ergode.data.Names;
import ergode.spark.TaskBackend;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Spark as a command wants it: embedded on all cores, unless told otherwise. */
public final class SparkSessions {
  private static final String MASTER = "spark.master";
  private static final String LOOPBACK = "127.0.0.1";

  private SparkSessions() {}

  /**
   * The session of one command.
   *
   * @param master of the command line; null for that of spark-submit, then of the configuration,
   *     then {@code local[*]}
   */
  public static SparkSession create(Settings settings, @Nullable String master, String appName) {
    SparkConf conf = configuration(settings, master, appName);
    StandaloneMaster.requireReachable(conf.get(MASTER));
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /** Where the tasks run: the first that is given of command line, spark-submit, configuration. */
  static String master(Settings settings, @Nullable String master) {
    return MasterSlots.requireKnown(
        master == null ? settings.spark().getOrDefault(MASTER, "local[*]") : master);
  }

  /** Ergode's own defaults fill the gaps and override nothing. */
  static SparkConf configuration(Settings settings, @Nullable String master, String appName) {
    SparkConf conf = new SparkConf(false);
    settings.spark().forEach(conf::set);
    conf.set(MASTER, master(settings, master));
    conf.setIfMissing("spark.app.name", appName);
    conf.set(TaskBackend.KEY, Names.of(settings.choice("backend", Backends.Choice.class)));
    boolean local = MasterSlots.isLocal(conf.get(MASTER));
    defaults(local).forEach(conf::setIfMissing);
    if (!local) {
      // spark-submit ships the jar; a master that only the configuration names needs it too
      ownJar().ifPresent(jar -> conf.setIfMissing("spark.jars", jar));
    }
    return conf;
  }

  /** The jar that this class is from, unless it is from a folder. */
  private static Optional<String> ownJar() {
    return Optional.ofNullable(SparkSessions.class.getProtectionDomain().getCodeSource())
        .map(source -> source.getLocation().toString())
        .filter(location -> location.endsWith(".jar"));
  }

  private static Map<String, String> defaults(boolean local) {
    Map<String, String> everywhere =
        Map.of("spark.sql.session.timeZone", "UTC", "spark.ui.showConsoleProgress", "false");
    Map<String, String> embedded =
        Map.of(
            "spark.sql.session.timeZone", "UTC",
            "spark.ui.showConsoleProgress", "false",
            "spark.ui.enabled", "false",
            "spark.driver.host", LOOPBACK,
            "spark.driver.bindAddress", LOOPBACK);
    return local ? embedded : everywhere;
  }
}
