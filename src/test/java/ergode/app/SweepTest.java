package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ergode sweep} on real files and an embedded Spark. */
class SweepTest {
  private static final String[] SMALL = {
    "--master",
    "local[2]",
    "--quiet",
    "--set",
    "ensemble.samples=5",
    "--set",
    "save.points=7",
    "--set",
    "save.tmax=1",
    "--set",
    "output.shards=2"
  };
  private static final String[] POINTS = {
    "--sweep", "solver.rtol,solver.atol=1e-5,1e-8", "--sweep", "system.g=1.6,9.8"
  };

  @TempDir static Path shared;
  private static Path sweep;

  @TempDir Path folder;

  @BeforeAll
  static void runOnce() {
    sweep = shared.resolve("sweep");
    Cli cli = run(sweep, POINTS);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .contains("sweep         " + sweep, "points        4", "trajectories  20 {ok=20}")
        .anyMatch(line -> line.matches("files +8, [\\d,]+ bytes"));
  }

  @Test
  void inspectSaysWhatItIs() throws IOException {
    Cli cli = Cli.run("inspect", sweep.toString());
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .contains(
            "sweep         " + sweep,
            "points        4, data sets of their own",
            "trajectories  20 {ok=20}",
            "  system.g = 1.6, 9.8, in the column system_g",
            "  system_g=1.6/solver_rtol=1.0E-8/solver_atol=1.0E-8: 5 trajectories {ok=5}",
            "  save.points = 7");
    Path broken = folder.resolve("broken");
    Files.createDirectories(broken);
    Files.writeString(broken.resolve("sweep.json"), "{\"format\": 1");
    Cli refused = Cli.run("inspect", broken.toString());
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err().get(0)).contains("sweep.json = unreadable", "the JSON that ergode");
  }

  private static Cli run(Path out, String... more) {
    return Cli.run(
        Stream.of(Stream.of("sweep", "--out", out.toString()), Stream.of(SMALL), Stream.of(more))
            .flatMap(args -> args)
            .toArray(String[]::new));
  }

  private static String[] and(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  private static Map<Path, FileTime> times(Path directory) throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        times.put(directory.relativize(file), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  /** Every point is byte for byte what a simulation of its own would be, and as good a data set. */
  @Test
  void aPointIsAnOrdinaryDataSet() throws IOException {
    for (String g : List.of("1.6", "9.8")) {
      String point = sweep + "/system_g=" + g + "/solver_rtol=1.0E-8/solver_atol=1.0E-8";
      Path alone = folder.resolve("alone" + g);
      Cli simulated =
          Cli.run(
              Stream.concat(
                      Stream.of("simulate", "--out", alone.toString()),
                      Stream.concat(
                          Stream.of(SMALL),
                          Stream.of(
                              "--set",
                              "system.g=" + g,
                              "--set",
                              "solver.rtol=1e-8",
                              "--set",
                              "solver.atol=1e-8")))
                  .toArray(String[]::new));
      assertThat(simulated.exitCode()).isZero();
      assertThat(DataSets.bytes(Path.of(point))).isEqualTo(DataSets.bytes(alone));
      Cli valid = Cli.run("validate", point, "--master", "local[2]", "--quiet");
      assertThat(valid.out()).contains("findings      none");
    }
  }

  @Test
  void resumingAFinishedSweepTouchesNoPoint() throws IOException {
    Path copy = folder.resolve("copy");
    copy(sweep, copy);
    Map<Path, FileTime> before = times(copy);
    Cli cli = run(copy, and(POINTS, "--resume"));
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .contains("points        4, of which 4 were complete before", "trajectories  20 {ok=20}");
    assertThat(DataSets.bytes(copy)).isEqualTo(DataSets.bytes(sweep));
    Map<Path, FileTime> after = times(copy);
    List<Path> own = List.of(Path.of("README.md"), Path.of("sweep.json"));
    before.keySet().removeAll(own);
    after.keySet().removeAll(own);
    assertThat(after).isEqualTo(before).hasSize(4 * 5);
  }

  @Test
  void resumingMakesWhatIsMissing() throws IOException {
    Path copy = folder.resolve("copy");
    copy(sweep, copy);
    Files.createDirectory(copy.resolve("_sweep"));
    Files.move(copy.resolve("sweep.json"), copy.resolve("_sweep/plan.json"));
    Files.delete(copy.resolve("README.md"));
    Path kept = copy.resolve("system_g=1.6/solver_rtol=1.0E-5/solver_atol=1.0E-5");
    deleteTree(copy.resolve("system_g=9.8"));
    deleteTree(copy.resolve("system_g=1.6/solver_rtol=1.0E-8"));
    Map<Path, FileTime> before = times(kept);

    Cli cli = run(copy, and(POINTS, "--resume"));
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).contains("points        4, of which 1 were complete before");
    assertThat(times(kept)).isEqualTo(before);
    assertThat(DataSets.bytes(copy)).isEqualTo(DataSets.bytes(sweep));
  }

  private static void deleteTree(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> all = new ArrayList<>(paths.toList());
      Collections.reverse(all);
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }

  @Test
  void refusesAnotherSweep() throws IOException {
    assertThat(run(sweep, POINTS).exitCode()).isEqualTo(3);
    Cli other = run(sweep, "--resume", "--sweep", "system.g=1.6,3.7", "--set", "ensemble.seed=43");
    assertThat(other.exitCode()).isEqualTo(3);
    assertThat(other.err()).hasSize(1);
    assertThat(other.err().get(0))
        .contains(
            "holds another sweep, which differs in ensemble.seed (42 there, 43 here)",
            "system.g ([1.6,9.8] there, [1.6,3.7] here)");
    Path copy = folder.resolve("copy");
    copy(sweep, copy);
    Files.writeString(copy.resolve("system_g=9.8/notes.txt"), "x");
    Cli strange = run(copy, "--overwrite", "--sweep", "system.g=1");
    assertThat(strange.exitCode()).isEqualTo(3);
    assertThat(strange.err().get(0)).contains("holds system_g=9.8/notes.txt");
    Files.delete(copy.resolve("system_g=9.8/notes.txt"));
    assertThat(run(copy, "--overwrite", "--sweep", "system.g=1").exitCode()).isZero();
    assertThat(copy.toFile().list())
        .containsExactlyInAnyOrder("README.md", "sweep.json", "system_g=1.0");
  }

  @Test
  void failedTrajectoriesHaveTheirOwnExitCode() throws IOException {
    Path out = folder.resolve("failing");
    Cli cli = run(out, "--sweep", "solver.max-steps=3,1000");
    assertThat(cli.exitCode()).isEqualTo(5);
    assertThat(cli.out())
        .contains("trajectories  10 {max_steps=5, ok=5}")
        .anyMatch(line -> line.startsWith("max_steps     5 trajectories: "));
    Map<?, ?> described = Json.parse(Files.readAllBytes(out.resolve("sweep.json")), Map.class);
    assertThat(((Map<?, ?>) described.get("statistics")).get("status"))
        .isEqualTo(Map.of("max_steps", 5, "ok", 5));
  }

  @Test
  void printsThePlan() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.conf"),
            """
            save { points = 11, tmax = 1 }
            output.shards = 3
            ensemble.samples = 100
            sweep {
              system.g = { from = 1, to = 10, points = 10 }
              "solver.rtol, solver.atol" = [1e-5, 1e-8]
            }
            """);
    Path out = folder.resolve("out");
    Cli cli =
        Cli.run(
            "sweep",
            "--dry-run",
            "--config",
            file.toString(),
            "--out",
            out.toString(),
            "--master",
            "local[3]");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .startsWith(
            "sweep         system.g = 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0 and 2 more",
            "sweep         solver.rtol, solver.atol = 1.0E-5, 1.0E-8",
            "points        20, from system_g=1.0/solver_rtol=1.0E-5/solver_atol=1.0E-5 to"
                + " system_g=10.0/solver_rtol=1.0E-8/solver_atol=1.0E-8",
            "trajectories  2,000",
            "shards        60",
            "size          1,000,000 bytes before compression",
            "memory        about 2 MiB of arrays a task",
            "task slots    3 (local[3])")
        .endsWith("output        " + out + ", can be written");
    assertThat(cli.out().get(8)).contains(" trajectories of 4 of 20 points in ");
    assertThat(cli.out().get(10)).startsWith("cost          about ");
    assertThat(out).doesNotExist();
    Cli taken = Cli.run("sweep", "--dry-run", "--sweep", "system.g=1", "--out", sweep.toString());
    assertThat(taken.exitCode()).isEqualTo(3);
    assertThat(taken.out()).isNotEmpty();
  }

  @Test
  void refusesWhatCannotBeSweptInOneLine() {
    Path out = folder.resolve("out");
    Cli nothing = run(out);
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).hasSize(1);
    assertThat(nothing.err().get(0)).contains("sweep = (empty)", "--sweep system.g=1.6,9.8");
    Cli fixed = run(out, "--sweep", "save.precision=float,double");
    assertThat(fixed.exitCode()).isEqualTo(2);
    assertThat(fixed.err().get(0)).contains("sweep.save.precision = [float, double] (--sweep)");
    Cli bad = run(out, "--sweep", "system.g=9.8,0");
    assertThat(bad.err().get(0)).contains("system.g = 0 (--sweep)", "a positive finite number");
    assertThat(out).doesNotExist();
  }
}
