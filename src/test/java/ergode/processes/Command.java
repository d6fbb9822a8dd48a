package ergode.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command line of ours in processes of its own, which a test may kill. It is the leader of a
 * process group, as it would be in a terminal.
 */
public final class Command implements AutoCloseable {
  private static final long LONGEST_SECONDS = 300;
  private static final long POLL_MILLIS = 10;

  private final String line;
  private final Process process;
  private final Path out;
  private final Path err;

  private Command(String line, Process process, Path out, Path err) {
    this.line = line;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts {@code ergode} in a JVM like this one, with the tests on its class path.
   *
   * @param folder takes what it says
   */
  public static Command ergode(Path folder, List<String> args) throws IOException {
    return ergode(folder, Map.of(), args);
  }

  /**
   * As {@link #ergode(Path, List)}.
   *
   * @param environment variables on top
   */
  public static Command ergode(Path folder, Map<String, String> environment, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent") && !option.startsWith("-agentlib"))
        .forEach(command::add);
    // what is killed cannot tidy up
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "ergode.app.Main"));
    command.addAll(args);
    return start(folder, environment, command);
  }

  /**
   * Starts a script of {@code jobs/}, with this Java and the Spark of the build.
   *
   * @param folder takes what it says
   * @param environment variables on top
   */
  public static Command script(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    assertThat(Path.of("target", "ergode.jar"))
        .as("the packaged jar; run mvn verify, not a single test")
        .exists();
    return start(folder, environment, command);
  }

  private static Command start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path out = Files.createTempFile(folder, "out", ".log");
    Path err = Files.createTempFile(folder, "err", ".log");
    // a build in the background may ignore Ctrl-C, and what it starts then would, too
    List<String> leader = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT,TERM"));
    leader.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(leader).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_DIRS", folder.toString());
    builder.environment().putAll(environment);
    return new Command(String.join(" ", command), builder.start(), out, err);
  }

  /** What a test waits for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits until the condition holds; false if the process has ended before. */
  public boolean lastsUntil(Condition condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (!condition.holds()) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
      assertThat(System.nanoTime()).as("%s waited for in vain", line).isLessThan(deadline);
    }
    return process.isAlive();
  }

  /** Waits until the condition holds, before the process ends. */
  public void await(Condition condition) throws IOException, InterruptedException {
    assertThat(lastsUntil(condition)).as("%s is at work: %s", line, err()).isTrue();
  }

  /** Sends a signal to all its processes, as a terminal does. */
  public void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid()).start();
    assertThat(kill.waitFor()).as("kill -%s %d", name, process.pid()).isZero();
  }

  /** Ends it with signal 9. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Waits for its end. */
  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as("%s ends", line).isTrue();
    return process.exitValue();
  }

  /** Waits for its end, which must be a success. */
  public List<String> ok() throws IOException, InterruptedException {
    assertThat(exitCode()).as("%s: %s", line, err()).isZero();
    return Files.readAllLines(out);
  }

  /** Lines of its standard error so far. */
  public List<String> err() throws IOException {
    return Files.readAllLines(err);
  }

  /** Ends it, if it has not. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    kill();
  }
}
