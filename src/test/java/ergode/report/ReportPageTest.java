package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page as a reader's browser sees it, opened from its file. */
class ReportPageTest {
  // A helper process may still write to the profile for a moment after the browser has ended,
  // which must not fail the test: clean up by best effort.
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path dir;

  private Chromium browser;
  private Path page;

  @BeforeEach
  void writePage() throws Exception {
    browser = Chromium.find();
    page = dir.resolve("report.html");
    for (var file : Report.render(new SampleEnsemble(60, 3).page()).entrySet()) {
      Files.write(dir.resolve(file.getKey()), file.getValue());
    }
  }

  @AfterEach
  void cleanUp() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (UncheckedIOException e) {
      assertThat(e).hasCauseInstanceOf(NoSuchFileException.class);
    }
  }

  private static String only(String regex, String text) {
    Matcher found = Pattern.compile(regex).matcher(text);
    assertThat(found.find()).as("%s in the page", regex).isTrue();
    return found.group(1);
  }

  @Test
  void figuresLoadAndPendulumsMoveWithoutErrors() throws Exception {
    Chromium.Visit visit = browser.visit(page, dir.resolve("visit"));
    assertThat(visit.console()).isEmpty();
    assertThat(only("data-figures=\"(\\d+)\"", visit.dom())).isEqualTo("4");
    assertThat(only("data-figures-loaded=\"(\\d+)\"", visit.dom())).isEqualTo("4");
    assertThat(only("data-errors=\"(\\d+)\"", visit.dom())).isEqualTo("0");
    Matcher drawn = Pattern.compile("data-frames-drawn=\"(\\d+)\"").matcher(visit.dom());
    assertThat(drawn.results().map(m -> Integer.valueOf(m.group(1))).toList())
        .hasSize(2)
        .allSatisfy(frames -> assertThat(frames).isGreaterThan(1));
    assertThat(only("<output>([\\d.]+) s</output>", visit.dom())).isNotEqualTo("0.00");
    assertThat(only("<button type=\"button\">(\\w+)<", visit.dom())).isEqualTo("Pause");
  }

  @Test
  void readersWhoPreferReducedMotionStartWithAStillPicture() throws Exception {
    Chromium.Visit visit =
        browser.visit(page, dir.resolve("visit"), "--force-prefers-reduced-motion");
    assertThat(visit.console()).isEmpty();
    assertThat(only("data-frames-drawn=\"(\\d+)\"", visit.dom())).isEqualTo("1");
    assertThat(only("<button type=\"button\">(\\w+)<", visit.dom())).isEqualTo("Play");
    assertThat(only("<output>([\\d.]+) s</output>", visit.dom())).isEqualTo("0.00");
  }

  @Test
  void foreignScriptsAndPicturesAreRefusedAndNoticed() throws Exception {
    String html = Files.readString(page, StandardCharsets.UTF_8);
    Path tampered = dir.resolve("tampered.html");
    Files.writeString(
        tampered,
        html.replace(
            "</main>",
            "<img alt=\"\" src=\"density.png\" /><script>document.title = 'taken'</script></main>"),
        StandardCharsets.UTF_8);
    Chromium.Visit visit = browser.visit(tampered, dir.resolve("visit"));
    assertThat(visit.console()).anyMatch(line -> line.contains("Content Security Policy"));
    assertThat(only("<title>([^<]*)</title>", visit.dom())).isEqualTo("Double pendulum ensemble");
    assertThat(only("data-figures=\"(\\d+)\"", visit.dom())).isEqualTo("5");
    assertThat(only("data-figures-loaded=\"(\\d+)\"", visit.dom())).isEqualTo("4");
  }
}
