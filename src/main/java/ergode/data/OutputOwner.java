package ergode.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The process that writes to a directory. Of another machine nobody can tell whether it still
 * lives; see {@link DatasetOutput} for why that does no harm.
 *
 * @param host name of its machine
 * @param pid its number there
 * @param since when it claimed the directory, in ISO 8601
 */
record OutputOwner(String host, long pid, String since) {
  OutputOwner {
    Objects.requireNonNull(host, "host");
    Instant.parse(since);
  }

  static OutputOwner thisProcess() {
    return new OutputOwner(
        hostName(),
        ProcessHandle.current().pid(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** What the file says, if it can be understood. */
  static Optional<OutputOwner> read(Storage storage, Path file) throws IOException {
    if (!storage.isFile(file)) {
      return Optional.empty();
    }
    byte[] content = storage.read(file);
    try {
      return Optional.of(Json.parse(content, OutputOwner.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether it is certainly at work: another process of this machine that was there then. */
  boolean isAliveElsewhere() {
    return hostName().equals(host)
        && pid != ProcessHandle.current().pid()
        && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::wasThere).isPresent()
        && !isZombie();
  }

  /** Java takes a process that was killed for alive until its parent has asked how it ended. */
  private boolean isZombie() {
    try {
      String stat = Files.readString(java.nio.file.Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      // not Linux
      return false;
    }
  }

  /** Numbers of processes are used again. */
  private boolean wasThere(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> !start.truncatedTo(ChronoUnit.SECONDS).isAfter(Instant.parse(since)))
        .orElse(true);
  }

  /** "process 12 of node-3, at work since 2026-01-01T00:00:00Z". */
  @Override
  public String toString() {
    return "process " + pid + " of " + host + ", at work since " + since;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
