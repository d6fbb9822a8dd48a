package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Loads a page in a real headless browser. */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** The document after its scripts ran, and what they wrote to the console. */
  record Visit(String dom, List<String> console) {}

  private final Path program;

  private Chromium(Path program) {
    this.program = program;
  }

  /**
   * The browser named by CHROMIUM or found on PATH; without one the test is skipped, in CI fails.
   */
  static Chromium find() {
    Optional<Path> found =
        Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of), onPath())
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String message = "no Chromium: apt-get install chromium, or name one in CHROMIUM";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return new Chromium(found.orElseThrow());
  }

  private static Stream<Path> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(dir -> !dir.isEmpty())
        .flatMap(dir -> NAMES.stream().map(name -> Path.of(dir, name)));
  }

  /** Opens {@code page} from its file for four seconds of the page's own clock. */
  Visit visit(Path page, Path scratch, String... options) throws IOException, InterruptedException {
    Files.createDirectories(scratch);
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + scratch.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=4000"));
    command.addAll(List.of(options));
    command.addAll(List.of("--dump-dom", page.toUri().toString()));
    Path dom = scratch.resolve("dom.html");
    Path log = scratch.resolve("stderr.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("browser ended in time").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String messages = Files.readString(log, StandardCharsets.ISO_8859_1);
    assertThat(process.exitValue()).as(messages).isZero();
    return new Visit(
        Files.readString(dom, StandardCharsets.UTF_8),
        messages.lines().filter(line -> line.contains("CONSOLE")).toList());
  }
}
