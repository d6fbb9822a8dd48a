package ergode.data.parquet;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file whose bytes make no sense as Parquet, or not those that its checksums vouch for. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * A file that cannot be read.
   *
   * @param cause what parquet-hadoop makes of it, a bare RuntimeException
   */
  DamagedFileException(Path file, RuntimeException cause) {
    super(
        file + " is damaged or not of ergode: " + reason(cause) + "; ergode validate tells more",
        cause);
    this.reason = reason(cause);
  }

  /** What is wrong, without the name of the file. */
  public String reason() {
    return reason;
  }

  private static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
