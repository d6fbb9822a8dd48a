package ergode.app;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Hadoop entries that somebody has given, in a site's files or in a program. Entries from the
 * {@code *-default.xml} of Hadoop's libraries are not among them: every process has those.
 */
final class HadoopEntries {
  private HadoopEntries() {}

  /** Entries of a configuration, with variables in their values as they were written. */
  static Map<String, String> of(Configuration configuration) {
    Map<String, String> given = new TreeMap<>();
    configuration.forEach(
        entry -> {
          String[] sources = configuration.getPropertySources(entry.getKey());
          if (sources != null
              && Arrays.stream(sources).noneMatch(source -> source.endsWith("-default.xml"))) {
            given.put(entry.getKey(), entry.getValue());
          }
        });
    return given;
  }

  /** Entries of the files on this process's class path, where {@code HADOOP_CONF_DIR} is. */
  static Map<String, String> ofSite() {
    Configuration site = new Configuration();
    // Hadoop looks for it only after it has begun to use HDFS
    site.addResource("hdfs-site.xml");
    return of(site);
  }
}
