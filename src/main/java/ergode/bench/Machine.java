package ergode.bench;

import ergode.backend.Backends;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What every figure depends on: the machine, the JVM and the moment. */
public final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** The conditions of a figure that is measured now. */
  public static Map<String, Object> conditions(Backends.Selection backend, String version) {
    Map<String, Object> conditions = new TreeMap<>();
    conditions.put("cpu", cpu());
    conditions.put("processors", Runtime.getRuntime().availableProcessors());
    conditions.put("backend", backend.reason());
    conditions.put("vector_bits", backend.vectorBits());
    conditions.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    conditions.put(
        "load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    conditions.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    conditions.put("ergode", version);
    return conditions;
  }

  /** The processor's name where Linux tells it, else its architecture. */
  public static String cpu() {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch", "unknown"));
    } catch (IOException e) {
      return System.getProperty("os.arch", "unknown");
    }
  }
}
