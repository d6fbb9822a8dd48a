package ergode.app;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with the estimated time to go, which replaces itself. */
final class ProgressOnTerminal implements ProgressDisplay {
  private final ProgressBar bar;

  ProgressOnTerminal(String job, long total) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(job)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, Terminal.columns()))
            .build();
  }

  @Override
  public void advance(long more) {
    bar.stepBy(more);
  }

  @Override
  public void close() {
    bar.close();
  }
}
