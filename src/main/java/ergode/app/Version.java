package ergode.app;

import java.util.Map;
import java.util.TreeMap;
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

  /** Versions that the bytes of a data set may depend on, by name. */
  static Map<String, String> ofBytes() {
    return new TreeMap<>(Map.of("ergode", ergode(), "spark", spark()));
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
