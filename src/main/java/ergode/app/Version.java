package ergode.app;

import ergode.data.OutputPlan;
import java.util.Map;
import org.apache.spark.package$;
import picocli.CommandLine.IVersionProvider;

/** Which Ergode this is, and what it runs on. */
final class Version implements IVersionProvider {

  /** The version in the jar's manifest; a folder of classes has none. */
  static String ergode() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  static String spark() {
    return package$.MODULE$.SPARK_VERSION();
  }

  /** What these versions make of a configuration. */
  static OutputPlan plan(Map<String, Object> config) {
    return OutputPlan.ofDataset(config, Map.of("ergode", ergode(), "spark", spark()));
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "ergode " + ergode(),
      "Spark " + spark(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
    };
  }
}
