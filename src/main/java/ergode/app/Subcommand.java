package ergode.app;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What all commands share: a configuration and the two channels of output. */
abstract class Subcommand extends Documented implements Callable<Integer> {
  @Mixin ConfigOptions config = new ConfigOptions();

  @Option(names = "--quiet", description = "No progress and no notes.")
  boolean quiet;

  @Option(names = Main.DEBUG, description = "Show the stack trace of an error.")
  boolean debug;

  @Override
  public final Integer call() throws IOException {
    Settings settings = amend(config.load());
    Output output = new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), quiet);
    if (config.print) {
      SettingsTable.lines(settings).forEach(output::result);
      return ExitCodes.OK;
    }
    settings.notes().forEach(output::note);
    new UnusedKeys(spec.qualifiedName(), uses()).notes(settings, config.file).forEach(output::note);
    return run(settings, output);
  }

  /** The keys that count for the command: whole ones, or sections of them. */
  abstract Set<String> uses();

  /** The configuration with what a command's own options add to it. */
  Settings amend(Settings settings) {
    return settings;
  }

  /** Does the work and returns the exit code. */
  abstract int run(Settings settings, Output output) throws IOException;

  /** An argument that only {@code --print-config} can do without. */
  final String require(String label, String value) {
    if (value.isBlank()) {
      throw new ParameterException(spec.commandLine(), "Missing required argument: " + label);
    }
    return value;
  }
}
