package ergode.app;

import picocli.CommandLine.Option;

/** The directory that a command writes; empty if it was not given. */
final class OutOption {
  static final String LABEL = "--out=DIR";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Directory that is written: a path or a Hadoop URI.")
  String location = "";
}
