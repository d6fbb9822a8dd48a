package ergode.app;

import ergode.data.WriteMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What to do about an output directory that is not empty. */
final class WriteOptions {
  @ArgGroup(exclusive = true)
  @Nullable Choice choice;

  static final class Choice {
    @Option(
        names = "--resume",
        description = "Complete an interrupted run of the same configuration.")
    boolean resume;

    @Option(
        names = "--overwrite",
        description = "Replace what Ergode wrote there; anything else is refused.")
    boolean overwrite;
  }

  WriteMode mode() {
    if (choice == null) {
      return WriteMode.CREATE;
    }
    return choice.resume ? WriteMode.RESUME : WriteMode.OVERWRITE;
  }
}
