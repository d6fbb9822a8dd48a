package ergode.app;

import picocli.CommandLine.Option;

/** The data set that a command about models reads; empty if it was not given. */
final class DataOption {
  static final String LABEL = "--data=DATASET";

  @Option(
      names = "--data",
      paramLabel = "DATASET",
      defaultValue = "",
      description = "Data set of trajectories: a path or a Hadoop URI.")
  String location = "";
}
