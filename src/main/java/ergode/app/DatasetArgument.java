package ergode.app;

import picocli.CommandLine.Parameters;

/** The data set that a command reads; empty if it was not given. */
final class DatasetArgument {
  @Parameters(
      paramLabel = "DATASET",
      arity = "0..1",
      defaultValue = "",
      description = "Directory of a data set: a path or a Hadoop URI.")
  String location = "";
}
