package ergode.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command's help shows, and the specification that errors refer to. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    sortSynopsis = false,
    usageHelpWidth = 100,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCodes.OK + ":all is well",
      ExitCodes.BAD_INPUT + ":bad configuration or arguments",
      ExitCodes.OUTPUT_EXISTS + ":the output exists",
      ExitCodes.FAILED + ":the job failed",
      ExitCodes.FAILED_TRAJECTORIES + ":finished, with failed trajectories"
    },
    footerHeading = "%nExample:%n")
abstract class Documented {
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  Documented() {}
}
