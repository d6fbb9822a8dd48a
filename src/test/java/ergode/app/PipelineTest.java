package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.report.EnsemblePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands one after the other, on real files and an embedded Spark. */
class PipelineTest {
  @TempDir Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Cli ok(String... args) {
    Cli cli = Cli.run(args);
    assertThat(cli.err()).as(String.join(" ", args)).noneMatch(line -> line.startsWith("ergode:"));
    assertThat(cli.exitCode()).isZero();
    return cli;
  }

  private static String[] simulate(String out, String... more) {
    return Stream.concat(
            Stream.of(
                "simulate",
                "--out",
                out,
                "--master",
                "local[2]",
                "--set",
                "ensemble.samples=24",
                "--set",
                "ensemble.theta1=[3, 3.1]",
                "--set",
                "save.points=50",
                "--set",
                "output.shards=3"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void simulateFilterReportInspectValidate() throws IOException {
    Cli simulated = ok(simulate(path("a")));
    assertThat(simulated.out()).anyMatch(line -> line.matches("trajectories +24 .*"));
    assertThat(simulated.err())
        .anyMatch(line -> line.matches("simulate: 24 / 24 trajectories, \\d+ (s|min).*"));

    assertThat(Cli.run(simulate(path("a"))).exitCode()).isEqualTo(3);
    assertThat(ok(simulate(path("a"), "--resume")).err())
        .anyMatch(line -> line.contains("complete already"));

    Cli filtered = ok("filter", path("a"), "--out", path("f"), "--master", "local[2]", "--quiet");
    assertThat(filtered.err()).isEmpty();
    assertThat(filtered.out()).hasSize(2);
    List<Long> counts =
        filtered.out().stream()
            .map(line -> Long.valueOf(line.replaceAll("^\\w+ +(\\d+) .*", "$1")))
            .toList();
    assertThat(counts.get(0) + counts.get(1)).isEqualTo(24);
    assertThat(counts.get(1)).as("pendulums that start upside down and flip").isPositive();

    ok(
        "report",
        path("f/nonchaotic"),
        path("f/chaotic"),
        "--out",
        path("r"),
        "--master",
        "local[2]");
    assertThat(Files.size(folder.resolve("r/report.html"))).isPositive();
    assertThat(Cli.run("report", path("a"), "--out", path("r")).exitCode()).isEqualTo(3);

    assertThat(ok("inspect", path("a")).out()).contains("  save.points = 50");
    assertThat(ok("validate", path("a"), "--master", "local[2]").out())
        .contains("findings      none");
    Path shard = folder.resolve("a/data/train-00001-of-00003.parquet");
    Files.write(shard, new byte[] {1, 2, 3});
    Cli invalid = Cli.run("validate", path("a"), "--master", "local[2]");
    assertThat(invalid.exitCode()).isEqualTo(4);
    assertThat(invalid.out()).anyMatch(line -> line.contains("train-00001-of-00003.parquet"));
  }

  /** The same commands on rows without lists. */
  @Test
  void aSummaryGoesTheSameWay() throws IOException {
    ok(simulate(path("s"), "--set", "save.content=summary"));
    ok("filter", path("s"), "--out", path("sf"), "--master", "local[2]");
    ok("report", path("sf/chaotic"), "--out", path("sr"), "--master", "local[2]");
    assertThat(folder.resolve("sr/report.html")).content().contains("rows of a summary");
    assertThat(folder.resolve("sr/density.png")).doesNotExist();
    assertThat(ok("validate", path("s"), "--master", "local[2]").out())
        .contains("findings      none")
        .noneMatch(line -> line.startsWith("tolerances"));
    assertThat(ok("validate", path("sf/chaotic"), "--master", "local[2]").out())
        .contains("findings      none");
    assertThat(ok("inspect", path("sf/chaotic")).out())
        .anyMatch(line -> line.matches("physics +Double pendulum: m1 = 1.0 kg, .*; energy .*"))
        .anyMatch(line -> line.matches("save points +50 from 0 to 10.0 s; a summary, .*"))
        .anyMatch(line -> line.matches("filter +the chaotic side of a cut at 3.14.* rad; .*"))
        .anyMatch(line -> line.matches("  flip_time +double +s +when an angle first passes .*"))
        .anyMatch(line -> line.matches("identity +[0-9a-f]{64}, SHA-256 of the configuration"))
        .contains("  save.content = summary");
  }

  @Test
  void filterDoesNotTouchItsSource() {
    ok(simulate(path("chaotic")));
    Cli inside = Cli.run("filter", path("chaotic"), "--out", path("chaotic/sub"));
    assertThat(inside.exitCode()).isEqualTo(2);
    Cli around = Cli.run("filter", path("chaotic"), "--overwrite", "--out", folder.toString());
    assertThat(around.exitCode()).isEqualTo(2);
    assertThat(around.err()).hasSize(1);
    assertThat(folder.resolve("chaotic/manifest.json")).exists();
  }

  @Test
  void failedTrajectoriesHaveTheirOwnExitCode() {
    Cli cli = Cli.run(simulate(path("a"), "--set", "solver.max-steps=10", "--quiet"));
    assertThat(cli.exitCode()).isEqualTo(5);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).anyMatch(line -> line.contains("max_steps=24"));
  }

  @Test
  void quickstartDoesItAll() {
    String[] args = {
      "quickstart",
      "--out",
      path("q"),
      "--master",
      "local[2]",
      "--set",
      "ensemble.samples=20",
      "--set",
      "save.points=20"
    };
    Cli cli = ok(args);
    assertThat(cli.out())
        .last()
        .isEqualTo("report        " + folder.resolve("q/report/report.html"));
    assertThat(folder.resolve("q/dataset/manifest.json")).exists();
    assertThat(folder.resolve("q/filtered/chaotic/manifest.json")).exists();
    assertThat(folder.resolve("q/report/report.html")).exists();
    assertThat(folder.resolve("q/model/training.json")).exists();
    assertThat(cli.out())
        .anyMatch(line -> line.startsWith("held out"))
        .anyMatch(line -> line.matches("scores +\\d+ nonchaotic: MSE median .* valid .*"))
        .contains("evaluation    " + folder.resolve("q/evaluation/report.html"));
    assertThat(folder.resolve("q/evaluation/scores.json")).exists();
    assertThat(Cli.run(args).exitCode()).isEqualTo(3);
  }

  @Test
  void quickstartLooksBeforeItStarts() throws IOException {
    Path notes = folder.resolve("q/filtered/chaotic/notes.txt");
    Files.createDirectories(notes.getParent());
    Files.writeString(notes, "x");
    Cli cli = Cli.run("quickstart", "--out", path("q"));
    assertThat(cli.exitCode()).isEqualTo(3);
    assertThat(cli.err()).hasSize(1);
    assertThat(folder.resolve("q/dataset")).doesNotExist();
  }

  @Test
  void quickstartRefusesATrainingThatCannotBeBeforeItStarts() {
    Cli cli = Cli.run("quickstart", "--out", path("q"), "--set", "model.activation=relu");
    assertThat(cli.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(cli.err())
        .singleElement()
        .asString()
        .contains("model.activation = relu (--set): expected one of tanh");
    assertThat(folder.resolve("q")).doesNotExist();
  }

  /** Only the data says how many trajectories there are. */
  @Test
  void quickstartRefusesAKeyThatDoesNotFitTheDataAndLeavesOutAModelOfData() {
    List<String> small =
        List.of("--master", "local[2]", "--set", "ensemble.samples=4", "--set", "save.points=20");
    List<String> all = new ArrayList<>(List.of("quickstart", "--out", path("q")));
    all.addAll(small);
    all.addAll(List.of("--set", "train.hold-out=1"));
    Cli asked = Cli.run(all.toArray(String[]::new));
    assertThat(asked.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(asked.err()).last().asString().contains("train.hold-out = 1 (--set): expected less");
    List<String> summary = new ArrayList<>(List.of("quickstart", "--out", path("s")));
    summary.addAll(small);
    summary.addAll(List.of("--set", "save.content=summary"));
    Cli cli = ok(summary.toArray(String[]::new));
    assertThat(cli.err()).anyMatch(line -> line.startsWith("note: no model is trained: "));
    assertThat(folder.resolve("s/model")).doesNotExist();
  }

  /** Pictures are not what a killed report has left, unless they have its names. */
  @Test
  void aReportTakesOverItsOwnRemainsOnly() throws IOException {
    assertThat(Cli.run(simulate(path("a"))).exitCode()).isZero();
    Path out = Files.createDirectories(folder.resolve("r"));
    Path photo = Files.writeString(out.resolve("photo.png"), "x");
    Files.writeString(out.resolve("density.png"), "half");
    Files.writeString(out.resolve(".report.html." + new UUID(0, 0) + ".tmp"), "half");
    assertThat(Cli.run("report", path("a"), "--out", out.toString()).exitCode()).isEqualTo(3);
    assertThat(out.resolve("report.html")).doesNotExist();
    Files.delete(photo);
    assertThat(Cli.run("report", path("a"), "--out", out.toString()).exitCode()).isZero();
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".png"))
          .isSubsetOf(EnsemblePage.FIGURES)
          .contains("density.png", "energy-drift.png", "initial-angles.png");
    }
  }

  @Test
  void aMasterThatDoesNotExistIsOneLine() {
    Cli cli = Cli.run(simulate(path("a"), "--master=moon"));
    assertThat(cli.exitCode()).isEqualTo(2);
    Cli moon = Cli.run("simulate", "--out", path("b"), "--master", "moon");
    assertThat(moon.exitCode()).isEqualTo(2);
    assertThat(moon.err()).hasSize(1);
    assertThat(moon.err().get(0)).startsWith("ergode: --master = moon: expected local[N]");
    assertThat(folder.resolve("b")).doesNotExist();
  }
}
