package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepOptionTest {
  private static List<String> sweep(Settings settings, String... options) {
    return SweepOption.apply(settings, List.of(options)).sweep().stream()
        .map(entry -> entry.key() + " = " + entry.shown())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "system.g=1.6, 3.7,9.8 | system.g = [1.6, 3.7, 9.8] (--sweep)",
        "system.g=9.8 | system.g = [9.8] (--sweep)",
        "system.g=[1.6, 9.8] | system.g = [1.6, 9.8] (--sweep)",
        "solver.rtol , solver.atol=1e-5 | solver.rtol, solver.atol = [1e-5] (--sweep)",
        "system.g={from=1,to=2,points=3} | system.g = {\"from\":1,\"points\":3,\"to\":2} (--sweep)",
        "ensemble.theta1=[-1,1] | ensemble.theta1 = [[-1, 1]] (--sweep)",
        "ensemble.theta1=[-1,1],[-pi, pi] | ensemble.theta1 = [[-1, 1], [-pi, pi]] (--sweep)",
        "ensemble.theta1=[[-1,1],[-2,2]] | ensemble.theta1 = [[-1, 1], [-2, 2]] (--sweep)",
        "ensemble.file=hdfs://a:1/x.csv,b.csv | ensemble.file = [hdfs://a:1/x.csv, b.csv]"
            + " (--sweep)",
        "system.g= | system.g = [] (--sweep)",
      })
  void understands(String option, String entry) {
    assertThat(sweep(Configs.load(), option)).containsExactly(entry);
  }

  @Test
  void replacesTheEntryForTheSameKeys() {
    Settings settings =
        Configs.load("--set sweep.system.g=[1, 2]", "--set sweep.solver.\"rtol,atol\"=[1]");
    assertThat(sweep(settings, "system.g=3", "solver.rtol,solver.atol=4", "system.m1=5"))
        .containsExactly(
            "system.g = [3] (--sweep)",
            "solver.rtol, solver.atol = [4] (--sweep)",
            "system.m1 = [5] (--sweep)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "system.g | --sweep = system.g | key=values",
        "=5 | --sweep = =5 | key=values",
        "system.zebra=1 | sweep.system.zebra = [1] (--sweep) | one of the keys system.name,"
            + " system.m1",
        "system.gg=1 | sweep.system.gg = [1] (--sweep) | did you mean system.g?",
        "system.g=[1,2 | --sweep = system.g=[1,2 | values, such as 1.6,9.8",
      })
  void refuses(String option, String named, String accepted) {
    assertThatThrownBy(() -> SweepOption.apply(Configs.load(), List.of(option)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(named, "expected ", accepted);
  }

  @Test
  void refusesAKeyGivenTwice() {
    assertThatThrownBy(() -> SweepOption.apply(Configs.load(), List.of("system.g=1", "system.g=2")))
        .hasMessage(
            "--sweep = system.g=2: expected system.g once, with all its values separated by"
                + " commas");
  }

  @Test
  void theConfigurationShowsWhatIsSwept() {
    Cli cli =
        Cli.run(
            "sweep",
            "--print-config",
            "--set",
            "sweep.system.m1=[1, 2]",
            "--sweep",
            "system.g=3,4");
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .contains(
            "sweep.system.m1               [1, 2]                --set",
            "sweep.system.g                [3, 4]                --sweep");
  }
}
