package ergode.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's tasks run. */
final class MasterOption {
  @Option(
      names = "--master",
      paramLabel = "M",
      description = "Spark master; local[*] unless spark-submit or the configuration names one.")
  @Nullable String master;
}
