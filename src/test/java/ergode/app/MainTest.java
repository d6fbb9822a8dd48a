package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {
  private static final String[] EXIT_CODES = {
    "0   all is well",
    "2   bad configuration or arguments",
    "3   the output exists",
    "4   the job failed",
    "5   finished, with failed trajectories"
  };

  @TempDir Path folder;

  /** The words of every command, those of a group included. */
  static List<String> commands() {
    List<String> commands = new ArrayList<>();
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (command.getSubcommands().isEmpty()) {
                commands.add(name);
              }
              command.getSubcommands().keySet().forEach(inner -> commands.add(name + " " + inner));
            });
    return commands;
  }

  private static Cli run(String command, String... options) {
    return Cli.run(
        Stream.concat(Stream.of(command.split(" ", -1)), Stream.of(options))
            .toArray(String[]::new));
  }

  /** Runs a command line that must be refused, and returns its one line. */
  private static String refused(int exitCode, String... args) {
    Cli cli = Cli.run(args);
    assertThat(cli.err()).as("standard error").hasSize(1);
    assertThat(cli.out()).as("standard output").isEmpty();
    assertThat(cli.err().get(0)).startsWith("ergode: ").doesNotContain("Exception", "\tat ");
    assertThat(cli.exitCode()).isEqualTo(exitCode);
    return cli.err().get(0);
  }

  @Test
  void helpListsTheCommandsAndExitCodes() {
    Cli cli = Cli.run("--help");
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.err()).isEmpty();
    String help = String.join("\n", cli.out());
    assertThat(help)
        .contains(Main.commandLine().getSubcommands().keySet())
        .contains("--version", "ergode quickstart --out");
    assertThat(cli.out().stream().map(String::strip)).contains(EXIT_CODES);
    assertThat(commands())
        .containsExactlyInAnyOrder(
            "quickstart",
            "simulate",
            "sweep",
            "filter",
            "train",
            "evaluate",
            "report",
            "inspect",
            "validate",
            "bench simulate",
            "bench train",
            "generate-completion");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfACommandListsItsOptions(String command) {
    Cli cli = run(command, "--help");
    assertThat(cli.exitCode()).isZero();
    String help = String.join("\n", cli.out());
    CommandLine described = Main.commandLine();
    for (String word : command.split(" ", -1)) {
      described = described.getSubcommands().get(word);
    }
    for (OptionSpec option : described.getCommandSpec().options()) {
      assertThat(help).contains(option.names());
    }
    assertThat(help).contains("--help", "--version", "Example:", "ergode " + command);
    if (!command.equals("generate-completion")) {
      assertThat(cli.out().stream().map(String::strip)).contains(EXIT_CODES);
      assertThat(help).contains("--config", "--set", "-D", "--print-config", "--quiet", "--debug");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "simulate, --out --master --resume --overwrite --dry-run",
    "sweep, --out --master --resume --overwrite --dry-run --sweep",
    "filter, --out --master --overwrite DATASET",
    "report, --out --master --overwrite DATASET",
    "quickstart, --out --master --overwrite",
    "inspect, DATASET",
    "validate, DATASET --master",
    "bench simulate, --only --repeats --seconds --warm-up --dir --report --overwrite"
  })
  void commandsHaveTheOptionsThatScriptsUse(String command, String words) {
    assertThat(String.join("\n", run(command, "--help").out())).contains(words.split(" "));
  }

  @Test
  void everyCommandTellsItsVersions() {
    List<String> expected = Cli.run("--version").out();
    assertThat(expected).hasSize(3);
    assertThat(expected.get(0)).matches("ergode .+");
    assertThat(expected.get(1)).isEqualTo("Spark 4.2.0");
    assertThat(expected.get(2)).startsWith("Java " + Runtime.version());
    for (String command : commands()) {
      Cli cli = run(command, "--version");
      assertThat(cli.out()).as(command).isEqualTo(expected);
      assertThat(cli.exitCode()).isZero();
    }
  }

  @Test
  void refusesMisuseInOneLine() {
    assertThat(refused(2)).contains("Missing command", "ergode --help");
    assertThat(refused(2, "simulat")).contains("simulat", "did you mean", "simulate");
    assertThat(refused(2, "simulate", "--oout", "x")).contains("--oout", "did you mean --out?");
    assertThat(refused(2, "simulate", "--zebra")).contains("--zebra").doesNotContain("did you");
    assertThat(refused(2, "simulate")).contains("--out", "ergode simulate --help");
    assertThat(refused(2, "simulate", "--out")).contains("--out");
    assertThat(refused(2, "simulate", "--out", "a", "--out", "b")).contains("--out");
    assertThat(refused(2, "simulate", "--out", "a", "--dry-run=maybe")).contains("--dry-run");
    assertThat(refused(2, "filter", "--out", "x")).contains("DATASET");
    assertThat(refused(2, "filter", "x")).contains("--out");
    assertThat(refused(2, "report", "--out", "x")).contains("DATASET");
    assertThat(refused(2, "inspect")).contains("DATASET");
    assertThat(refused(2, "inspect", "a", "b")).contains("b");
    assertThat(refused(2, "validate")).contains("DATASET");
    assertThat(refused(2, "quickstart")).contains("--out");
    assertThat(refused(2, "sweep")).contains("--out");
    assertThat(refused(2, "bench")).contains("Missing command", "ergode bench --help");
    assertThat(refused(2, "bench", "simulat")).contains("did you mean simulate?");
  }

  @Test
  void resumeAndOverwriteExcludeEachOther() {
    assertThat(refused(2, "simulate", "--out", "x", "--resume", "--overwrite"))
        .contains("--resume", "--overwrite", "mutually exclusive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "solver.rtoll=1e-6 | solver.rtoll = 1e-6 (--set) | did you mean solver.rtol?",
        "solver.rtol=tight | solver.rtol = tight (--set) | a number",
        "solver.rtol=NaN | solver.rtol = NaN (--set) | a positive finite number",
        "solver.atol=-1 | solver.atol = -1 (--set) | a positive finite number",
        "save.tmax=0 | save.tmax = 0 (--set) | a positive finite number of seconds",
        "save.points=1 | save.points = 1 (--set) | a whole number from 2",
        "ensemble.samples=0 | ensemble.samples = 0 (--set) | from 1 to 1000000000000",
        "ensemble.samples=1e13 | ensemble.samples = 1e13 (--set) | from 1 to 1000000000000",
        "ensemble.theta1=[] | ensemble.theta1 = [] (--set) | two numbers [low, high]",
        "ensemble.theta1=[1, 0] | ensemble.theta1 = [1, 0] (--set) | low <= high",
        "ensemble.design=file | ensemble.file = (empty) | CSV or Parquet file",
        "filter.cutt=1 | filter.cutt = 1 (--set) | did you mean filter.cut?",
        "rtol | --set = rtol | key=value",
      })
  void refusesBadConfiguration(String option, String named, String accepted) {
    Path out = folder.resolve("out");
    for (String command : List.of("simulate", "quickstart")) {
      assertThat(refused(2, command, "--out", out.toString(), "--set", option))
          .contains(named, accepted);
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesABadCut() {
    String out = folder.resolve("out").toString();
    assertThat(refused(2, "quickstart", "--out", out, "--set", "filter.cut=-1"))
        .contains("filter.cut = -1 (--set)", "a positive finite number");
    assertThat(refused(2, "filter", folder.toString(), "--out", out, "-Dfilter.cut=big"))
        .contains("filter.cut = big (-D)", "a number");
  }

  @Test
  void aBadFileNamesTheLine() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conf"), "save {\n  tmax = -1\n}\n");
    assertThat(refused(2, "simulate", "--out", folder + "/out", "--config", file.toString()))
        .contains("save.tmax = -1 (" + file + ":2)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "validate"})
  void refusesWhatIsNoDataset(String command) {
    assertThat(refused(2, command, folder.toString())).contains(folder.toString(), "manifest.json");
  }

  @Test
  void refusesAnOutputThatExists() throws IOException {
    Files.writeString(folder.resolve("thesis.tex"), "x");
    assertThat(refused(3, "simulate", "--out", folder.toString())).contains(folder.toString());
    assertThat(refused(3, "simulate", "--overwrite", "--out", folder.toString()))
        .contains("thesis.tex");
    String file = folder.resolve("thesis.tex").toString();
    assertThat(refused(3, "simulate", "--out", file)).contains("is a file");
  }

  @Test
  void debugShowsTheStackTrace() {
    Cli cli = Cli.run("simulate", "--out", "x", "--debug", "--set", "save.tmax=0");
    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err().get(0)).startsWith("ergode: save.tmax = 0");
    assertThat(cli.err().subList(1, cli.err().size())).anyMatch(line -> line.startsWith("\tat "));
  }

  @Test
  void printsTheConfigurationAndNothingElse() {
    for (String command : commands()) {
      if (!command.equals("generate-completion")) {
        Cli cli = run(command, "--print-config", "--set", "save.tmax=5", "-Dsave.tmax=6");
        assertThat(cli.exitCode()).as(command).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).contains("save.tmax                     6                     -D");
      }
    }
  }

  @Test
  void optionsOfBothKindsCountInTheirOrder() {
    List<String> args = new ArrayList<>(List.of("simulate", "--print-config"));
    args.addAll(List.of("-D", "save.tmax=1", "--set=save.tmax=2", "-Dsave.tmax=3"));
    args.addAll(List.of("--set", "save.tmax=4", "-Dsave.points=5", "--set", "save.points=6"));
    assertThat(Cli.run(args.toArray(String[]::new)).out())
        .contains(
            "save.tmax                     4                     --set",
            "save.points                   6                     --set");
  }

  @Test
  void writesACompletionScript() {
    Cli cli = Cli.run("generate-completion");
    assertThat(cli.exitCode()).isZero();
    assertThat(String.join("\n", cli.out()))
        .startsWith("#!/usr/bin/env bash")
        .contains("complete -F", "--print-config", "quickstart");
  }
}
