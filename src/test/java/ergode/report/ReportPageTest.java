package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page as a reader's browser sees it, opened from its file. */
@ExtendWith(Chromium.Resolver.class)
class ReportPageTest {
  private static final String BUTTON = ".controls button";
  private static final String SLIDER = ".controls input";
  private static final String CLOCK = ".controls output";
  private static final String FRAMES =
      "Math.min(...[...document.querySelectorAll('canvas')].map((c) => c.dataset.framesDrawn))";

  @TempDir private Path dir;
  private Path report;

  @BeforeEach
  void writePage() throws IOException {
    report = dir.resolve(Report.HTML);
    for (var file : Report.render(new SampleEnsemble(60, 3).page()).entrySet()) {
      Files.write(dir.resolve(file.getKey()), file.getValue());
    }
  }

  /** Seconds that the clock shows. */
  private static double clock(BrowserPage page) {
    return Double.parseDouble(page.text(CLOCK).replace(" s", ""));
  }

  private static void awaitMotion(BrowserPage page) {
    page.await("document.querySelector('%s').textContent !== '0.00 s'".formatted(CLOCK));
  }

  @Test
  void figuresLoadAndPendulumsMoveWithoutErrors(BrowserPage page) {
    page.open(report);
    awaitMotion(page);
    page.await(FRAMES + " > 3");
    assertThat(page.evaluate("document.querySelectorAll('canvas').length").asInt()).isEqualTo(2);
    assertThat(page.text(BUTTON)).isEqualTo("Pause");
    assertThat(page.status("figures")).isEqualTo(4);
    assertThat(page.status("figuresLoaded")).isEqualTo(4);
    assertThat(page.status("errors")).isZero();
    assertThat(page.messages()).isEmpty();
  }

  @Test
  void thePendulumsPauseAndGoOn(BrowserPage page) {
    page.open(report);
    awaitMotion(page);
    page.click(BUTTON);
    assertThat(page.text(BUTTON)).isEqualTo("Play");
    double paused = clock(page);
    int drawn = page.evaluate(FRAMES).asInt();
    page.drawFrames(5);
    assertThat(clock(page)).isEqualTo(paused);
    assertThat(page.evaluate(FRAMES).asInt()).isEqualTo(drawn);
    page.click(BUTTON);
    assertThat(page.text(BUTTON)).isEqualTo("Pause");
    page.await("%s > %d".formatted(FRAMES, drawn + 3));
  }

  @Test
  void theSliderMovesTheClock(BrowserPage page) {
    page.prefer("prefers-reduced-motion", "reduce");
    page.open(report);
    page.click(SLIDER);
    assertThat(clock(page)).as("in the middle of 10 s").isBetween(4.8, 5.2);
    assertThat(page.evaluate(FRAMES).asInt()).isEqualTo(2);
  }

  @Test
  void readersWhoPreferReducedMotionStartWithAStillPicture(BrowserPage page) {
    page.prefer("prefers-reduced-motion", "reduce");
    page.open(report);
    page.drawFrames(5);
    assertThat(page.evaluate(FRAMES).asInt()).isEqualTo(1);
    assertThat(page.text(BUTTON)).isEqualTo("Play");
    assertThat(clock(page)).isZero();
    assertThat(page.messages()).isEmpty();
  }

  @Test
  void nothingIsWiderThanAPhone(BrowserPage page) {
    page.open(report);
    assertThat(page.widerThan(390)).isEmpty();
  }

  @Test
  void foreignScriptsAndPicturesAreRefusedAndNoticed(BrowserPage page) throws IOException {
    String html = Files.readString(report, StandardCharsets.UTF_8);
    Path tampered = dir.resolve("tampered.html");
    Files.writeString(
        tampered,
        html.replace(
            "</main>",
            "<img alt=\"\" src=\"density.png\" /><script>document.title = 'taken'</script></main>"),
        StandardCharsets.UTF_8);
    page.open(tampered);
    assertThat(page.messages())
        .hasSize(2)
        .allSatisfy(message -> assertThat(message).contains("Content Security Policy"));
    assertThat(page.text("title")).isEqualTo("Double pendulum ensemble");
    assertThat(page.status("figures")).isEqualTo(5);
    assertThat(page.status("figuresLoaded")).isEqualTo(4);
    assertThat(page.status("errors")).as("refused while the page was read").isEqualTo(2);
  }
}
