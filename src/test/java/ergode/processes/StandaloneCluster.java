package ergode.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A master and two workers of one core each on this machine, by {@code jobs/cluster}. Tests get the
 * one of this JVM as a parameter; it ends with the last test.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final Path FAULTS = Path.of("ergode", "faults");

  private final Path directory;
  private final String master;
  private final List<Long> workers;

  /** Starts the cluster when a test first asks for it. */
  public static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == StandaloneCluster.class;
    }

    @Override
    public StandaloneCluster resolveParameter(
        ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(StandaloneCluster.class))
          .getOrComputeIfAbsent(
              "cluster",
              key -> start(Path.of("target", "test-cluster").toAbsolutePath()),
              StandaloneCluster.class);
    }
  }

  private StandaloneCluster(Path directory, String master, List<Long> workers) {
    this.directory = directory;
    this.master = master;
    this.workers = workers;
  }

  private static StandaloneCluster start(Path directory) {
    try {
      Files.createDirectories(directory);
      // of a JVM that was killed before it could
      script(directory, "stop").ok();
      List<String> said = script(directory, "start", "2").ok();
      List<Long> workers =
          script(directory, "status").ok().stream()
              .filter(line -> line.endsWith(" worker.Worker"))
              .map(line -> Long.valueOf(line.split(" ", 2)[0]))
              .toList();
      shipFaults(directory);
      return new StandaloneCluster(directory, said.get(said.size() - 1), workers);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no cluster in " + directory, e);
    }
  }

  private static Command script(Path directory, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("jobs/cluster"));
    command.addAll(List.of(args));
    return Command.script(
        directory, Map.of("ERGODE_CLUSTER_DIR", directory.resolve("spark").toString()), command);
  }

  /** Makes a library of the faulty file system, which spark-submit then sends along. */
  private static void shipFaults(Path directory) throws IOException {
    Path classes = Path.of("target", "test-classes");
    Path jar = directory.resolve("faults.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.list(classes.resolve(FAULTS))) {
      for (Path file : files.toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
    Files.writeString(directory.resolve("spark-defaults.conf"), "spark.jars " + jar + "\n");
  }

  /** The URL of the master. */
  public String master() {
    return master;
  }

  /** The number of one of its workers, from 1, keeps its executors here. */
  public Path work(int worker) {
    return directory.resolve("spark").resolve("work-" + worker);
  }

  /** Starts {@code jobs/ergode} with the faulty file system at hand, on this cluster. */
  public Command ergode(Path folder, List<String> args) throws IOException {
    List<String> command = new ArrayList<>(List.of("jobs/ergode"));
    command.addAll(args);
    command.addAll(List.of("--master", master));
    return Command.script(
        folder, Map.of("ERGODE_HEAP", "512m", "SPARK_CONF_DIR", directory.toString()), command);
  }

  /** Whether a process is an executor that one of the workers has started. */
  public boolean hasExecutor(long pid) {
    return workers.stream()
        .flatMap(worker -> ProcessHandle.of(worker).stream())
        .flatMap(ProcessHandle::descendants)
        .anyMatch(process -> process.pid() == pid);
  }

  @Override
  public void close() throws IOException {
    try {
      script(directory, "stop").ok();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
