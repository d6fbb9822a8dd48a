package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands do not write to, and what they say instead. */
class OutputRefusedTest {
  @TempDir static Path shared;
  private static Path set;
  private static Path sweep;

  @TempDir Path folder;

  @BeforeAll
  static void make() {
    set = shared.resolve("set");
    assertThat(run(simulate(set.toString())).exitCode()).isZero();
    sweep = shared.resolve("sweep");
    assertThat(run(sweep(sweep.toString(), "--sweep", "system.g=1,2")).exitCode()).isZero();
  }

  private static List<String> simulate(String out, String... more) {
    List<String> args = new ArrayList<>(List.of("simulate", "--out", out, "--quiet"));
    args.addAll(List.of("--master", "local[1]", "--set", "ensemble.samples=4"));
    args.addAll(List.of("--set", "save.points=5", "--set", "output.shards=2"));
    args.addAll(List.of(more));
    return args;
  }

  private static List<String> sweep(String out, String... more) {
    List<String> args = simulate(out, more);
    args.set(0, "sweep");
    return args;
  }

  private static Cli run(List<String> args) {
    return Cli.run(args.toArray(String[]::new));
  }

  private static String refused(List<String> args) throws IOException {
    Map<String, String> before = DataSets.bytes(shared);
    Cli cli = run(args);
    assertThat(cli.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(cli.err()).hasSize(1);
    assertThat(DataSets.bytes(shared)).isEqualTo(before);
    return cli.err().get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--set=solver.controller.d=0", "--resume"})
  void anotherConfigurationIsNamedByItsKeys(String more) throws IOException {
    assertThat(
            refused(
                simulate(
                    set.toString(),
                    more,
                    "-Dsolver.rtol=1e-6",
                    "-Doutput.encoding=plain",
                    "-Dsystem.g=3.7")))
        .isEqualTo(
            "ergode: "
                + set
                + " holds another configuration, which differs in solver.rtol (1.0E-5 there, 1.0E-6"
                + " here), system.g (9.8 there, 3.7 here): give another directory as --out, or"
                + " --overwrite to replace it");
    assertThat(refused(sweep(sweep.toString(), more, "--sweep=system.g=1,3", "-Densemble.seed=7")))
        .isEqualTo(
            "ergode: "
                + sweep
                + " holds another sweep, which differs in ensemble.seed (42 there, 7 here),"
                + " system.g ([1.0,2.0] there, [1.0,3.0] here): give another directory as --out, or"
                + " --overwrite to replace it");
  }

  @ParameterizedTest
  @CsvSource({"simulate, data set", "sweep, sweep"})
  void whatHasNoManifestIsNotOverwritten(String command, String what) throws IOException {
    Path stranger = Files.writeString(folder.resolve("thesis.tex"), "mine");
    Path below = Files.createDirectories(folder.resolve("data")).resolve("chapter.tex");
    Files.writeString(below, "mine, too");
    List<String> args = simulate(folder.toString(), "--overwrite");
    if (command.equals("sweep")) {
      args = sweep(folder.toString(), "--overwrite", "--sweep", "system.g=1");
    }
    for (List<String> more : List.of(List.of("--dry-run"), List.<String>of())) {
      List<String> given = new ArrayList<>(args);
      given.addAll(more);
      assertThat(refused(given))
          .isEqualTo(
              "ergode: "
                  + folder
                  + " is not empty and holds no ergode "
                  + what
                  + " (it holds data, thesis.tex): give another directory as --out");
      assertThat(DataSets.bytes(folder)).containsOnlyKeys("data/chapter.tex", "thesis.tex");
    }
    assertThat(stranger).hasContent("mine");
    assertThat(below).hasContent("mine, too");
  }

  @Test
  void aLinkIsWhatItLeadsTo() throws IOException {
    Path thesis = Files.createDirectory(folder.resolve("thesis"));
    Files.writeString(thesis.resolve("thesis.tex"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), thesis);
    assertThat(refused(simulate(link.toString(), "--overwrite"))).contains("thesis.tex");
    Path again = Files.createSymbolicLink(shared.resolve("to-set"), set);
    assertThat(refused(simulate(again.toString()))).contains("holds a data set");
    assertThat(thesis.resolve("thesis.tex")).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://bucket/set, add org.apache.hadoop:hadoop-aws:3.5.0 and what it depends on to Spark's"
        + " jars",
    "abfs://c@a.dfs.core.windows.net/set, add its connector to Spark's jars"
  })
  void aFileSystemThatIsNotInstalledSaysWhatIsMissing(String location, String advice) {
    for (List<String> args :
        List.of(simulate(location), List.of("validate", location), List.of("inspect", location))) {
      Cli cli = run(args);
      assertThat(cli.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
      assertThat(cli.err())
          .singleElement()
          .asString()
          .startsWith("ergode: path = " + location + ": expected a file system that is installed")
          .contains(advice);
    }
  }
}
