package ergode.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line at most every five seconds, and one at the end. */
final class ProgressLines implements ProgressDisplay {
  private static final long NANOS = 1_000_000_000L;
  private static final long INTERVAL = 5 * NANOS;

  private final PrintWriter writer;
  private final String job;
  private final String unit;
  private final long total;
  private final LongSupplier nanoTime;
  private final long start;
  private long last;
  private long done;

  ProgressLines(PrintWriter writer, String job, String unit, long total, LongSupplier nanoTime) {
    this.writer = writer;
    this.job = job;
    this.unit = unit;
    this.total = total;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.last = start;
  }

  @Override
  public synchronized void advance(long more) {
    done += more;
    long now = nanoTime.getAsLong();
    if (done < total && now - last >= INTERVAL) {
      last = now;
      print(now, done == 0 ? "" : ", ETA " + duration(remaining(now)));
    }
  }

  @Override
  public synchronized void close() {
    print(nanoTime.getAsLong(), "");
  }

  private double remaining(long now) {
    return (double) (now - start) * (total - done) / done;
  }

  private void print(long now, String rest) {
    writer.println(
        String.format(
            Locale.ROOT,
            "%s: %,d / %,d %s, %s%s",
            job,
            done,
            total,
            unit,
            duration((double) (now - start)),
            rest));
    writer.flush();
  }

  static String duration(double nanos) {
    long seconds = Math.round(nanos / NANOS);
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }
}
