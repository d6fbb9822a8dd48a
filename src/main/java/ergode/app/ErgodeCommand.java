package ergode.app;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code ergode} itself. */
@Command(
    name = "ergode",
    header = "Chaotic dynamics at scale, on Apache Spark.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      QuickstartCommand.class,
      SimulateCommand.class,
      SweepCommand.class,
      FilterCommand.class,
      TrainCommand.class,
      ReportCommand.class,
      EvaluateCommand.class,
      InspectCommand.class,
      ValidateCommand.class,
      BenchCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    footer = {"  ergode quickstart --out runs/first", "  ergode simulate --help"})
final class ErgodeCommand extends Documented implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
