package ergode.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;

/**
 * Faults by Hadoop settings, so that a command line can ask for them. Patterns are searched in
 * {@link Fault.Operation#toString}.
 *
 * <ul>
 *   <li>{@code fs.faulty.full}: files that the disk has no room for after {@code
 *       fs.faulty.full.bytes}
 *   <li>{@code fs.faulty.refuse}: steps that the user has no right to
 *   <li>{@code fs.faulty.stall}: the first such step of all processes stands still, once it has
 *       written the number of its process to the file {@code fs.faulty.stall.marker}; for ever, or
 *       until the file {@code fs.faulty.stall.until} is there
 * </ul>
 */
final class ConfiguredFault implements Fault {
  private static final long LONGEST_STALL = TimeUnit.MINUTES.toNanos(5);

  private final String full;
  private final long room;
  private final String refuse;
  private final String stall;
  private final String marker;
  private final String until;

  private ConfiguredFault(Configuration settings) {
    full = settings.get("fs.faulty.full", "");
    room = settings.getLong("fs.faulty.full.bytes", 0);
    refuse = settings.get("fs.faulty.refuse", "");
    stall = settings.get("fs.faulty.stall", "");
    marker = settings.get("fs.faulty.stall.marker", "");
    until = settings.get("fs.faulty.stall.until", "");
  }

  static Fault of(Configuration settings) {
    return new ConfiguredFault(settings);
  }

  @Override
  public void before(Operation operation) throws IOException {
    if (matches(full, operation)
        && operation.name().equals("write")
        && operation.position() + operation.length() > room) {
      throw new DiskFullException(room);
    }
    if (matches(refuse, operation)) {
      throw new AccessControlException("Permission denied: user=somebody");
    }
    if (matches(stall, operation) && isFirst()) {
      standStill();
    }
  }

  private static boolean matches(String pattern, Operation operation) {
    return !pattern.isEmpty() && Pattern.compile(pattern).matcher(operation.toString()).find();
  }

  private boolean isFirst() throws IOException {
    // a directory is made by one process only; the file in it appears whole
    try {
      Files.createDirectory(Path.of(marker + ".lock"));
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    Path whole = Path.of(marker + ".lock", "pid");
    Files.writeString(whole, Long.toString(ProcessHandle.current().pid()), StandardCharsets.UTF_8);
    Files.move(whole, Path.of(marker));
    return true;
  }

  private void standStill() throws IOException {
    long deadline = System.nanoTime() + LONGEST_STALL;
    while (until.isEmpty() || Files.notExists(Path.of(until))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      if (System.nanoTime() > deadline) {
        throw new IOException("nobody ended the stall at " + stall);
      }
    }
  }
}
