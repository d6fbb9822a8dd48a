package ergode.app;

import ergode.backend.Backends;
import ergode.data.InvalidInputException;
import ergode.spark.TaskBackend;
import ergode.spark.source.SimulatedTable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code spark.read().format("ergode")}: an ensemble as a DataFrame that is simulated while it is
 * read. Options are those of {@link SourceOptions}; wrong ones are refused by an {@link
 * InvalidInputException}.
 */
public final class EnsembleSource implements TableProvider, DataSourceRegister {
  private static final Logger LOG = LoggerFactory.getLogger(EnsembleSource.class);

  /** Spark asks for the schema and then for the table; a file is read once. */
  private @Nullable SimulatedTable table;

  @Override
  public String shortName() {
    return "ergode";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    table = open(options.asCaseSensitiveMap());
    return table.structType();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    SimulatedTable inferred = table;
    return inferred != null ? inferred : open(properties);
  }

  private static SimulatedTable open(Map<String, String> options) {
    SparkSession spark = SparkSession.active();
    Map<String, String> session = new TreeMap<>();
    HadoopEntries.of(spark.sparkContext().hadoopConfiguration())
        .forEach((key, value) -> session.put(Settings.HADOOP + key, value));
    SettingsLoader loader = new SettingsLoader(session, "option path");
    SourceOptions given = SourceOptions.parse(options, loader.keys());
    Settings settings = loader.load(given.file(), given.assignments());
    SimulationSettings requested = SimulationSettings.of(settings);
    requested.notes().forEach(LOG::info);
    return new SimulatedTable(
        requested.simulation(),
        settings.isDefault("backend")
            ? TaskBackend.choice(spark)
            : settings.choice("backend", Backends.Choice.class));
  }
}
