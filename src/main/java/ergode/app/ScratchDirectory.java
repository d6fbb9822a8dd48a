package ergode.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that goes with all it holds, also when the command is interrupted. */
final class ScratchDirectory implements AutoCloseable {
  private final Path path;
  private final Thread atExit;

  private ScratchDirectory(Path path) {
    this.path = path;
    atExit = new Thread(this::deleteQuietly, "remove " + path);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** A new directory in another. */
  static ScratchDirectory in(Path parent) throws IOException {
    return new ScratchDirectory(Files.createTempDirectory(parent, "ergode-bench-"));
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the JVM is about to stop; the hook finds nothing left
    }
  }

  private void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }

  /** Tasks may still write while the JVM stops, so this may leave something behind. */
  private void deleteQuietly() {
    try {
      delete();
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(ScratchDirectory.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + path, e);
    }
  }
}
