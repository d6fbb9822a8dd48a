package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import ergode.data.InvalidInputException;
import ergode.data.Manifest;
import ergode.data.Simulation;
import ergode.data.SweepPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepPointsTest {
  @TempDir Path folder;

  private static SweepPoints points(String... options) {
    return SweepPoints.of(Configs.load(options));
  }

  private SweepPoints fromFile(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conf"), text);
    return SweepPoints.of(Configs.load(file.toString(), Map.of()));
  }

  private static List<String> directories(SweepPoints points) {
    return points.plan().points().stream().map(SweepPlan.Point::directory).toList();
  }

  /** The order is that of reference.conf, however the section is written. */
  @Test
  void pointsAreAllCombinationsTheLastKeyFastest() throws IOException {
    SweepPoints points =
        fromFile(
            """
            sweep {
              solver { "rtol, atol" = [1e-5, 1e-8] }
              system { g = [9.8, 1.6], l2 = { from = 0.5, to = 2, points = 2 } }
            }
            """);
    assertThat(directories(points))
        .containsExactly(
            "system_l2=0.5/system_g=9.8/solver_rtol=1.0E-5/solver_atol=1.0E-5",
            "system_l2=0.5/system_g=9.8/solver_rtol=1.0E-8/solver_atol=1.0E-8",
            "system_l2=0.5/system_g=1.6/solver_rtol=1.0E-5/solver_atol=1.0E-5",
            "system_l2=0.5/system_g=1.6/solver_rtol=1.0E-8/solver_atol=1.0E-8",
            "system_l2=2.0/system_g=9.8/solver_rtol=1.0E-5/solver_atol=1.0E-5",
            "system_l2=2.0/system_g=9.8/solver_rtol=1.0E-8/solver_atol=1.0E-8",
            "system_l2=2.0/system_g=1.6/solver_rtol=1.0E-5/solver_atol=1.0E-5",
            "system_l2=2.0/system_g=1.6/solver_rtol=1.0E-8/solver_atol=1.0E-8");
    Simulation third = points.simulations().get(2);
    assertThat(third.system().values()).contains(entry("l2", 0.5), entry("g", 1.6));
    assertThat(third.solver().rtol()).isEqualTo(1e-5);
    assertThat(third.solver().atol()).isEqualTo(1e-5);
    assertThat(points.plan().points().get(2).configSha256())
        .isEqualTo(Manifest.hash(third.canonical()));
    assertThat(points.plan().points().get(2).values())
        .containsOnly(
            entry("system.l2", 0.5),
            entry("system.g", 1.6),
            entry("solver.rtol", 1e-5),
            entry("solver.atol", 1e-5));
    assertThat(points.plan().swept().get("system.g")).containsExactly(9.8, 1.6);
    assertThat(points.plan().config())
        .contains(entry("system.m1", 1.0), entry("ensemble.seed", 42L))
        .doesNotContainKeys("system.g", "system.l2", "solver.rtol", "solver.atol");
    assertThat(points.notes()).isEmpty();
  }

  @Test
  void theShippedConfigurationsMean() {
    SweepPoints sweep = SweepPoints.of(Configs.load("conf/sweep-parameters.conf", Map.of()));
    assertThat(sweep.simulations())
        .hasSize(24)
        .allMatch(point -> point.shards().rows() == 200)
        .extracting(point -> point.system().values().get("l2"))
        .containsOnly(0.5, 1.0, 1.5, 2.0);
    SimulationSettings million =
        SimulationSettings.of(Configs.load("conf/sweep-1m.conf", Map.of()));
    assertThat(million.notes()).isEmpty();
    assertThat(million.simulation().canonical())
        .as("the ensemble of double-pendulum.conf, but for its size")
        .isEqualTo(
            SimulationSettings.of(
                    Configs.load(
                        "conf/double-pendulum.conf",
                        Map.of(),
                        "--set ensemble.samples=1e6",
                        "--set save.points=100"))
                .simulation()
                .canonical());
  }

  /** A point is the same simulation that its values, set one by one, would give. */
  @Test
  void aPointIsWhatSettingItsValuesWouldGive() {
    SweepPoints points =
        points(
            "--set sweep.ensemble.theta1=[[-1, 1], [\"-pi/2\", pi/2]]",
            "--set sweep.solver.method=[dop853, tsit5]",
            "--set sweep.ensemble.seed=[7, 9223372036854775807]",
            "--set sweep.save.tmax=[2pi, 5]",
            "--set save.points=50");
    assertThat(points.simulations()).hasSize(16);
    Simulation last = points.simulations().get(15);
    Simulation expected =
        SimulationSettings.of(
                Configs.load(
                    "--set ensemble.theta1=[-pi/2, pi/2]",
                    "--set solver.method=tsit5",
                    "--set ensemble.seed=9223372036854775807",
                    "--set save.tmax=5",
                    "--set save.points=50"))
            .simulation();
    assertThat(last.canonical()).isEqualTo(expected.canonical());
    assertThat(directories(points))
        .startsWith(
            "ensemble_seed=7/ensemble_theta1=-1.0_to_1.0/solver_method=dop853"
                + "/save_tmax=6.283185307179586")
        .endsWith(
            "ensemble_seed=9223372036854775807"
                + "/ensemble_theta1=-1.5707963267948966_to_1.5707963267948966"
                + "/solver_method=tsit5/save_tmax=5.0");
  }

  @Test
  void aWordForANumberStaysAWord() {
    assertThat(directories(points("--set sweep.solver.dt0=[auto, 0.02]")))
        .containsExactly("solver_dt0=auto", "solver_dt0=0.02");
  }

  @Test
  void filesOfInitialConditionsAreValuesToo() throws IOException {
    String a = folder.resolve("a b.csv").toString();
    String b = folder.resolve("b.csv").toString();
    Files.writeString(Path.of(a), "theta1,theta2,omega1,omega2\n1,2,3,4\n");
    Files.writeString(Path.of(b), "theta1,theta2,omega1,omega2\n1,2,3,4\n5,6,7,8\n");
    SweepPoints points =
        points(
            "--set ensemble.design=file",
            "--set sweep.ensemble.file=[\"" + a + "\", \"" + b + "\"]",
            "--set sweep.system.g=[1, 2]");
    assertThat(points.simulations().stream().map(point -> point.shards().rows()))
        .containsExactly(1L, 2L, 1L, 2L);
    assertThat(directories(points).get(0))
        .isEqualTo(
            "system_g=1.0/ensemble_file="
                + a.replace("%", "%25").replace("/", "%2F").replace(" ", "%20"));
    assertThat(points.simulations().get(0).ensemble().design())
        .as("one copy in memory of a file that many points share")
        .isSameAs(points.simulations().get(2).ensemble().design());
  }

  @Test
  void rangesIncludeTheirEndsAndReadWell() {
    assertThat(range("from = 0.1, to = 0.5, points = 5")).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
    assertThat(range("from = 2, to = 0.5, points = 3")).containsExactly(2.0, 1.25, 0.5);
    assertThat(range("from = pi/4, to = pi, points = 4"))
        .containsExactly(Math.PI / 4, Math.PI / 2, 3 * Math.PI / 4, Math.PI);
    assertThat(range("from = 1, to = 2, points = 4")).containsExactly(1.0, 4.0 / 3, 5.0 / 3, 2.0);
    assertThat(range("from = 1e-10, to = 1e-4, points = 7, spacing = log"))
        .containsExactly(1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4);
    assertThat(range("from = 8, to = 0.5, points = 5, spacing = log"))
        .containsExactly(8.0, 4.0, 2.0, 1.0, 0.5);
    assertThat(range("from = 1e-300, to = 1e300, points = 3, spacing = log"))
        .containsExactly(1e-300, 1.0, 1e300);
  }

  private static List<Object> range(String fields) {
    return points("--set sweep.system.g={ " + fields + " }").plan().swept().get("system.g");
  }

  /** No double passes through on its way to 64 bits. */
  @Test
  void rangesOfWholeNumbersAreExact() {
    SweepPoints points =
        points(
            "--set sweep.ensemble.seed={from=9223372036854775800,to=9223372036854775806,points=4}");
    assertThat(points.plan().swept().get("ensemble.seed"))
        .containsExactly(
            9223372036854775800L, 9223372036854775802L, 9223372036854775804L, 9223372036854775806L);
    assertThat(directories(points).get(1)).isEqualTo("ensemble_seed=9223372036854775802");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "system.g=9.8 | sweep.system.g = 9.8 (--set) | a list of at least one value, such as",
        "system.g=[] | sweep.system.g = [] (--set) | a list of at least one value",
        "system.g=[1, null] | sweep.system.g = [1, ] (--set) | a list of values",
        "system.g=[[1, 2]] | sweep.system.g = [[1, 2]] (--set) | a list of values",
        "system.g=[1, ten] | system.g = ten (--set) | a number",
        "system.g=[1, -1] | system.g = -1 (--set) | a positive finite number",
        "system.g=[1.6, 1.60] | sweep.system.g = [1.6, 1.60] (--set) | each value once; 1.60",
        "ensemble.theta1=[-1, 1] | sweep.ensemble.theta1 = [-1, 1] (--set) | a list of ranges,"
            + " such",
        "ensemble.theta1=[[1, -1]] | ensemble.theta1 = [1, -1] (--set) | low <= high",
        "ensemble.seed=[1, 1.5] | ensemble.seed = 1.5 (--set) | a whole number",
        "ensemble.file=[\"\"] | sweep.ensemble.file = [] (--set) | a list of values",
        "system.gg=[1] | sweep.system.gg = [1] (--set) | did you mean system.g?",
        "system=[1] | sweep.system = [1] (--set) | a section, such as system { ... }",
        "zebra.x=[1] | sweep.zebra.x = [1] (--set) | a key of the sections system, ensemble",
        "output.shards=[1, 2] | sweep.output.shards = [1, 2] (--set) | sections system, ensemble",
        "filter.cut=[1, 2] | sweep.filter.cut = [1, 2] (--set) | sections system, ensemble",
        "spark.master=[a] | sweep.spark.master = [a] (--set) | a key of the sections system",
        "g=[1] | sweep.g = [1] (--set) | did you mean system.g?",
        "zebra={from=1} | sweep.zebra = {\"from\":1} (--set) | a key of the sections system",
        "save.precision=[float] | sweep.save.precision = [float] (--set) | save.precision is fixed",
        "save.content=[summary] | sweep.save.content = [summary] (--set) | save.content is fixed",
        "system.name=[x] | sweep.system.name = [x] (--set) | leaves the columns as they are",
        "\"system.g,system.g\"=[1] | sweep.system.g, system.g = [1] (--set) | each key once",
        "\"system.g,\"=[1] | sweep. = [1] (--set) | a key",
        "system.g={from=1,to=2} | sweep.system.g = {\"from\":1,\"to\":2} (--set) | points, a whole",
        "system.g={from=1,to=2,points=0} | \"points\":0 | points, a whole number from 2 to 10000",
        "system.g={from=1,to=2,points=1} | \"points\":1 | points, a whole number from 2 to 10000",
        "system.g={from=1,to=2,points=2.5} | \"points\":2.5 | points, a whole number from 2",
        "system.g={from=1,to=2,points=1e9} | \"points\":1000000000 | points, a whole number from 2",
        "system.g={from=a,to=2,points=3} | \"from\":\"a\" | from, a finite number",
        "system.g={from=1,to=inf,points=3} | \"to\":\"inf\" | to, a finite number",
        "system.g={to=2,points=3} | \"to\":2 | from, a finite number",
        "system.g={from=1,to=2,points=3,step=1} | \"step\":1 | it has no step",
        "system.g={from=0,to=2,points=3,spacing=log} | \"from\":0 | positive numbers",
        "system.g={from=1,to=2,points=3,spacing=cubic} | spacing = cubic | one of linear, log",
        "system.g={from=2,to=2,points=3} | sweep.system.g = {\"from\":2 | each value once; 2",
        "ensemble.theta1={from=1,to=2,points=3} | ensemble.theta1 = 1 (--set) | two numbers",
      })
  void refusesWhatCannotBeSwept(String option, String named, String accepted) {
    assertThatThrownBy(() -> points("--set sweep." + option))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(named, "expected ", accepted);
  }

  @Test
  void refusesASweepOfNothing() throws IOException {
    assertThatThrownBy(() -> points())
        .hasMessage(
            "sweep = (empty): expected a section, such as sweep { system.g = [1.6, 9.8] },"
                + " or --sweep system.g=1.6,9.8");
    assertThatThrownBy(() -> points("--set sweep=5"))
        .hasMessageStartingWith("sweep = 5 (--set): expected a section, such as sweep {");
    assertThatThrownBy(() -> fromFile("\n\nsweep.system.g = ten"))
        .hasMessageStartingWith("sweep.system.g = ten (" + folder + "/a.conf:3): expected a list");
  }

  @Test
  void aKeyIsSweptOnce() {
    assertThatThrownBy(
            () ->
                points(
                    "--set sweep.solver.rtol=[1e-5]",
                    "--set sweep.\"solver.rtol, solver.atol\"=[1e-5]"))
        .hasMessageContainingAll("solver.rtol", "expected each key once");
  }

  @Test
  void namesAKeyThatDoesNothing() {
    assertThatThrownBy(
            () ->
                points(
                    "--set sweep.solver.method=[tsit5, rk4]",
                    "--set sweep.solver.rtol=[1e-5,1e-8]"))
        .hasMessage(
            "sweep = solver_method=rk4/solver_rtol=1.0E-5 and solver_method=rk4/solver_rtol=1.0E-8:"
                + " expected points that differ; solver.rtol has no effect on these two");
  }

  @Test
  void pointsAreAsManyAsAFileSystemBears() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--set sweep.system.g={from=1,to=2,points=100}",
                "--set sweep.system.l1={from=1,to=2,points=100}",
                "--set sweep.\"solver.rtol,solver.atol\"=[1e-5]"));
    assertThat(points(options.toArray(String[]::new)).simulations()).hasSize(10_000);
    options.set(2, "--set sweep.\"solver.rtol,solver.atol\"=[1e-5, 1e-8]");
    assertThatThrownBy(() -> points(options.toArray(String[]::new)))
        .hasMessage(
            "sweep = 100 of system.l1 x 100 of system.g x 2 of solver.rtol and solver.atol:"
                + " expected at most 10000 points, as each is a data set of its own");
  }

  @Test
  void aNameIsAsLongAsAFileSystemBears() {
    assertThatThrownBy(() -> points("--set sweep.ensemble.file=[\"" + "/x".repeat(200) + "\"]"))
        .hasMessageContainingAll("sweep.ensemble.file", "at most 255 characters");
  }

  @Test
  void otherCommandsSayThatTheyDoNotSweep() {
    assertThat(SimulationSettings.of(Configs.load("--set sweep.system.g=[1, 2]")).notes())
        .containsExactly("the section sweep is ignored: ergode sweep runs it");
  }

  @Test
  void rangesOfComponentsAreTied() {
    SweepPoints points = points("--set sweep.\"ensemble.theta2,ensemble.theta1\"=[[0, 1], [1, 2]]");
    assertThat(directories(points))
        .containsExactly(
            "ensemble_theta1=0.0_to_1.0/ensemble_theta2=0.0_to_1.0",
            "ensemble_theta1=1.0_to_2.0/ensemble_theta2=1.0_to_2.0");
    assertThat(points.simulations().get(1).canonical())
        .contains(
            entry("ensemble.theta1", List.of(1.0, 2.0)),
            entry("ensemble.theta2", List.of(1.0, 2.0)));
  }
}
