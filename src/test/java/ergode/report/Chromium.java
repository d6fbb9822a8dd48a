package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A headless browser in processes of its own, one for all tests. */
final class Chromium implements AutoCloseable {

  /** Gives a test that asks for a {@link BrowserPage} an empty one, and closes it afterwards. */
  static final class Resolver implements BeforeAllCallback, ParameterResolver {
    @Override
    public void beforeAll(ExtensionContext context) {
      // here, because what is thrown while a parameter is resolved can only fail a test, not skip
      // it
      find();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == BrowserPage.class;
    }

    @Override
    public BrowserPage resolveParameter(ParameterContext parameter, ExtensionContext context) {
      ExtensionContext.Namespace here = ExtensionContext.Namespace.create(Chromium.class);
      Chromium browser =
          context
              .getRoot()
              .getStore(here)
              .getOrComputeIfAbsent("browser", key -> start(find()), Chromium.class);
      return context
          .getStore(here)
          .getOrComputeIfAbsent("page", key -> browser.newPage(), BrowserPage.class);
    }
  }

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final long POLL_MILLIS = 10;

  private final Process process;
  private final Path profile;
  private final HttpClient client = HttpClient.newHttpClient();

  private Chromium(Path program, Path profile) throws IOException {
    this.profile = profile;
    process =
        new ProcessBuilder(
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
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(profile.resolve("stderr.txt").toFile())
            .start();
  }

  /**
   * The browser named by CHROMIUM or found on PATH; without one the test is skipped, in CI fails.
   */
  static Path find() {
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
    return found.orElseThrow();
  }

  private static Stream<Path> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(dir -> !dir.isEmpty())
        .flatMap(dir -> NAMES.stream().map(name -> Path.of(dir, name)));
  }

  private static Chromium start(Path program) {
    try {
      Chromium browser = new Chromium(program, Files.createTempDirectory("chromium"));
      // tests that are interrupted close nothing
      Runtime.getRuntime().addShutdownHook(new Thread(browser::close, "close-chromium"));
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException("no browser", e);
    }
  }

  /** Opens an empty page. */
  private BrowserPage newPage() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:%s/json/new?about:blank".formatted(port())))
              .PUT(HttpRequest.BodyPublishers.noBody())
              .timeout(Duration.ofSeconds(DevTools.LONGEST_SECONDS))
              .build();
      String page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      String address = new ObjectMapper().readTree(page).path("webSocketDebuggerUrl").asText();
      return new BrowserPage(client, URI.create(address));
    } catch (IOException e) {
      throw new UncheckedIOException("no page", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("no page", e);
    }
  }

  /** The port that the browser chose, when it has written it down: a line before another. */
  private String port() throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DevTools.LONGEST_SECONDS);
    while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
      boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      assertThat(ended || System.nanoTime() > deadline)
          .as("no DevTools port; the browser says: %s", said())
          .isFalse();
    }
    return Files.readAllLines(file).get(0);
  }

  private String said() throws IOException {
    return Files.readString(profile.resolve("stderr.txt"), StandardCharsets.ISO_8859_1);
  }

  /** Ends the browser and its helpers, and removes what they wrote; a second time does nothing. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().orTimeout(DevTools.LONGEST_SECONDS, TimeUnit.SECONDS).join());
    // a helper that was being started may still write, which must not fail a test
    FileUtil.fullyDelete(profile.toFile());
  }
}
