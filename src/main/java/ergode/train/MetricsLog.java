package ergode.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.Storage;
import ergode.data.WorkDirectory;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * {@code metrics.jsonl}: one line of JSON a step, readable while training goes on, at most about a
 * second late.
 */
final class MetricsLog implements AutoCloseable {
  static final String FILE = "metrics.jsonl";
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FSDataOutputStream out;
  private long flushed = System.nanoTime();

  private MetricsLog(FSDataOutputStream out) {
    this.out = out;
  }

  /**
   * Goes on after some steps: the lines of later ones, which an interrupted run has left, are
   * removed.
   */
  static MetricsLog after(int steps, Storage storage, WorkDirectory work) throws IOException {
    Path file = new Path(work.directory(), FILE);
    byte[] found = storage.isFile(file) ? storage.read(file) : new byte[0];
    byte[] kept = steps == 0 ? new byte[0] : lines(found, steps, file);
    work.put(FILE, file, kept);
    return new MetricsLog(storage.append(file));
  }

  private static byte[] lines(byte[] content, int steps, Path file) {
    int found = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n' && ++found == steps) {
        return Arrays.copyOf(content, i + 1);
      }
    }
    throw new InvalidInputException(
        file.toString(),
        found + " lines",
        "one for each of the %d steps of the latest checkpoint, or --overwrite to start again"
            .formatted(steps));
  }

  void add(StepMetrics metrics) throws IOException {
    out.write((Json.compact(metrics) + "\n").getBytes(UTF_8));
    if (System.nanoTime() - flushed > FLUSH_NANOS) {
      out.hflush();
      flushed = System.nanoTime();
    }
  }

  /** Returns when all lines are on the disk. */
  void sync() throws IOException {
    out.hsync();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
