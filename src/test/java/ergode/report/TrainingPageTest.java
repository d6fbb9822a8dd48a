package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.train.PotentialMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page of a training as a reader's browser sees it. */
@ExtendWith(Chromium.Resolver.class)
class TrainingPageTest {
  @TempDir private Path dir;

  private static Map<String, byte[]> page(int steps, Optional<PotentialMap> potential) {
    return Report.render(
        new TrainingPage(
                List.of(Fact.of("model", "potential-gl2, 3 layers of 32")),
                ModelPageTest.history(steps),
                potential,
                List.of(Fact.of("data.sha256", "0123456789abcdef".repeat(4))))
            .page("runs/nde"));
  }

  private static Optional<PotentialMap> potential() {
    return Optional.of(
        new PotentialMap(
            ModelPageTest.map((a, b) -> 3 - 2.1 * Math.cos(a) - Math.cos(b)),
            ModelPageTest.map((a, b) -> 3 - 2 * Math.cos(a) - Math.cos(b))));
  }

  @Test
  void showsTheStepsAndTheLearnedPotential(BrowserPage page) throws IOException {
    Map<String, byte[]> files = page(80, potential());
    assertThat(files.keySet()).contains(Report.HTML).containsAll(TrainingPage.FIGURES).hasSize(3);
    page.open(Files.write(dir.resolve(Report.HTML), files.get(Report.HTML)));
    assertThat(page.status("figures")).isEqualTo(2);
    assertThat(page.status("figuresLoaded")).isEqualTo(2);
    assertThat(page.status("errors")).isZero();
    assertThat(page.messages()).isEmpty();
    assertThat(ModelPageTest.all(page, "h2", "textContent"))
        .containsExactly("Summary", "Training", "Potential energy", "Configuration");
    assertThat(page.widerThan(390)).isEmpty();
  }

  @Test
  void aModelWithoutAPotentialAndWithoutStepsHasTables() {
    Map<String, byte[]> files = page(0, Optional.empty());
    assertThat(files).containsOnlyKeys(Report.HTML);
    assertThat(new String(files.get(Report.HTML), StandardCharsets.UTF_8))
        .contains("<h2>Summary</h2>", "3 layers of 32", "<h2>Configuration</h2>")
        .doesNotContain("<h2>Training</h2>");
  }
}
