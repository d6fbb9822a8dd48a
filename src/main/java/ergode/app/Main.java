package ergode.app;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of the command line. */
public final class Main {
  static final String DEBUG = "--debug";
  private static final String COMPLETION = "generate-completion";

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args, writer(System.out), writer(System.err)));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /**
   * Runs one command in this JVM.
   *
   * @param out receives results
   * @param err receives all else: notes, progress and one line per error
   * @return the exit code
   */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    Optional<String> refusal = JavaVersion.refusal(Runtime.version());
    if (refusal.isPresent()) {
      Output.error(err, refusal.get());
      return ExitCodes.FAILED;
    }
    boolean debug = Arrays.asList(args).contains(DEBUG);
    try {
      return commandLine()
          .setOut(out)
          .setErr(err)
          .setExecutionExceptionHandler((e, commandLine, parsed) -> failed(e, err, debug))
          .execute(args);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
      return failed(e, err, debug);
    }
  }

  static CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new ErgodeCommand())
            .setExpandAtFiles(false)
            .setUsageHelpLongOptionsMaxWidth(30);
    commandLine.setParameterExceptionHandler((e, args) -> misused(e));
    commandLine.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(spec -> spec.name().equals(COMPLETION))
        .forEach(Main::document);
    return commandLine;
  }

  /** Picocli's own command knows nothing of ours. */
  private static void document(CommandSpec completion) {
    completion
        .versionProvider(new Version())
        .usageMessage()
        .footerHeading("%nExample:%n")
        .footer("  source <(ergode " + COMPLETION + ")");
  }

  private static int failed(Throwable thrown, PrintWriter err, boolean debug) {
    if (thrown instanceof InterruptedRunException) {
      return ExitCodes.FAILED;
    }
    Output.error(err, Causes.line(thrown));
    if (debug) {
      thrown.printStackTrace(err);
    }
    err.flush();
    return ExitCodes.of(thrown);
  }

  private static int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("ergode: " + e.getMessage() + hint(e) + " (see " + name + " --help)");
    command.getErr().flush();
    return ExitCodes.BAD_INPUT;
  }

  private static String hint(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    CommandLine command = e.getCommandLine();
    List<String> words = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
    words.addAll(command.getSubcommands().keySet());
    return EditDistance.nearest(unmatched.getUnmatched().get(0), words, EditDistance::between)
        .map(word -> "; did you mean " + word + "?")
        .orElse("");
  }
}
