package ergode.spark;

import ergode.backend.Backend;
import ergode.backend.Backends;
import ergode.data.InvalidInputException;
import ergode.data.Names;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend of the tasks in this JVM: looked up once, and logged. */
public final class TaskBackend {

  /** Key of the Spark configuration: {@code auto}, {@code reference} or {@code simd}. */
  public static final String KEY = "spark.ergode.backend";

  private static final Logger LOG = LoggerFactory.getLogger(TaskBackend.class);
  private static final Map<Backends.Choice, Backends.Selection> SELECTIONS =
      new ConcurrentHashMap<>();

  private TaskBackend() {}

  /**
   * What a session asks for.
   *
   * @throws InvalidInputException naming {@link #KEY} if there is no such backend
   */
  public static Backends.Choice choice(SparkSession spark) {
    String auto = Names.of(Backends.Choice.AUTO);
    return Names.parse(KEY, spark.sparkContext().conf().get(KEY, auto), Backends.Choice.class);
  }

  /** The backend of this JVM. */
  public static Backend of(Backends.Choice choice) {
    return selection(choice).backend();
  }

  /** The backend of this JVM and why it was taken. */
  public static Backends.Selection selection(Backends.Choice choice) {
    return SELECTIONS.computeIfAbsent(
        choice,
        asked -> {
          Backends.Selection selection = Backends.select(asked);
          if (selection.isFallback()) {
            LOG.warn("backend: {}", selection.reason());
          } else {
            LOG.info("backend: {}", selection.reason());
          }
          return selection;
        });
  }
}
