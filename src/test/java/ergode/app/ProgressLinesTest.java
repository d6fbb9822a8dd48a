package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final StringWriter text = new StringWriter();
  private final AtomicLong clock = new AtomicLong(77);

  private ProgressLines progress(long total) {
    return new ProgressLines(new PrintWriter(text), "simulate", "trajectories", total, clock::get);
  }

  private void pass(double seconds) {
    clock.addAndGet(Math.round(seconds * 1e9));
  }

  @Test
  void printsALineNowAndThen() {
    ProgressLines progress = progress(1200);
    pass(3);
    progress.advance(100);
    pass(9);
    progress.advance(300);
    pass(1);
    progress.advance(100);
    pass(23);
    progress.advance(700);
    progress.close();
    assertThat(text.toString().lines())
        .containsExactly(
            "simulate: 400 / 1,200 trajectories, 12 s, ETA 24 s",
            "simulate: 1,200 / 1,200 trajectories, 36 s");
  }

  @Test
  void longTimesAreReadable() {
    ProgressLines progress = progress(4);
    pass(3661);
    progress.advance(2);
    pass(125);
    progress.advance(1);
    progress.close();
    assertThat(text.toString().lines())
        .containsExactly(
            "simulate: 2 / 4 trajectories, 1 h 1 min, ETA 1 h 1 min",
            "simulate: 3 / 4 trajectories, 1 h 3 min, ETA 21 min 2 s",
            "simulate: 3 / 4 trajectories, 1 h 3 min");
  }

  @Test
  void anEmptyJobHasNoEstimate() {
    ProgressLines progress = progress(5);
    pass(6);
    progress.advance(0);
    progress.close();
    assertThat(text.toString().lines())
        .containsExactly("simulate: 0 / 5 trajectories, 6 s", "simulate: 0 / 5 trajectories, 6 s");
  }
}
