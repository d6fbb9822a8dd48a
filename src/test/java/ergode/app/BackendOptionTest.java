package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.Backends;
import ergode.data.DataSets;
import ergode.data.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key {@code backend}: the same bytes whatever it says, and {@code _run.json} tells. */
class BackendOptionTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";
  private static final long TIMEOUT_SECONDS = 120;

  @TempDir Path folder;

  private static List<String> simulate(Path out, String backend) {
    return List.of(
        "simulate",
        "--quiet",
        "--out",
        out.toString(),
        "--master",
        "local[2]",
        "--set",
        "ensemble.samples=50",
        "--set",
        "save.points=20",
        "--set",
        "output.shards=4",
        "--set",
        "backend=" + backend);
  }

  private Path simulated(String backend) {
    Path out = folder.resolve(backend);
    Cli cli = Cli.run(simulate(out, backend).toArray(String[]::new));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exitCode()).isZero();
    return out;
  }

  private static Object usedBackend(Path out) throws IOException {
    return Json.parse(Files.readAllBytes(out.resolve("_run.json")), Map.class).get("backend");
  }

  @Test
  void changesNoByte() throws IOException {
    Path reference = simulated("reference");
    assertThat(usedBackend(reference)).isEqualTo("reference, as asked for");
    for (Backends.Choice choice : List.of(Backends.Choice.AUTO, Backends.Choice.SIMD)) {
      Path out = simulated(choice.name().toLowerCase(Locale.ROOT));
      assertThat(usedBackend(out)).isEqualTo(Backends.select(choice).reason());
      assertThat(DataSets.bytes(out)).isEqualTo(DataSets.bytes(reference));
    }
  }

  @Test
  void aWrongValueIsRefused() {
    Path out = folder.resolve("out");
    Cli cli = Cli.run(simulate(out, "vectors").toArray(String[]::new));
    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .containsExactly(
            "ergode: backend = vectors (--set): expected one of auto, reference, simd");
    assertThat(out).doesNotExist();
  }

  /** A plain java, as somebody may start it who does not use our scripts. */
  @Test
  void withoutTheModuleTheRemedyIsNamedOnce() throws Exception {
    Path out = folder.resolve("plain");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent") && !option.equals(MODULE))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(simulate(out, "simd"));
    Path err = folder.resolve("err.log");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    String sentence =
        "reference, which is slow: this JVM has no module jdk.incubator.vector; start it with "
            + MODULE
            + ", as jobs/ergode and spark-submit do";
    assertThat(Files.readAllLines(err))
        .filteredOn(line -> line.contains("backend"))
        .singleElement()
        .asString()
        .contains("WARN")
        .endsWith("backend: " + sentence);
    assertThat(usedBackend(out)).isEqualTo(sentence);
    assertThat(DataSets.bytes(out)).isEqualTo(DataSets.bytes(simulated("reference")));
  }
}
