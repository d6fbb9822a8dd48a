package ergode.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code ergode bench}: the measurements. */
@Command(
    name = "bench",
    header = "Measure how fast this machine is.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {BenchSimulateCommand.class, BenchTrainCommand.class},
    footer = "  ergode bench simulate --help")
final class BenchCommand extends Documented implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
