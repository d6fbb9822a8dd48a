package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of a file do not depend on who writes it, nor when. */
class SameBytesTest {
  private static final int PATIENCE_SECONDS = 120;

  @TempDir Path directory;

  @Test
  void twiceInOneJvm() throws IOException {
    Path one = WriteSpecimen.to(directory.resolve("one"));
    Path other = WriteSpecimen.to(directory.resolve("other"));
    assertThat(other).hasSameBinaryContentAs(one);
  }

  /** Identity hashes decide the order of a hash table of enum constants. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:hashCode=2", "-XX:hashCode=3"})
  void inAJvmWithOtherIdentityHashes(String hashes) throws Exception {
    Path here = WriteSpecimen.to(directory.resolve("here"));
    Path there = directory.resolve("there");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                hashes,
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WriteSpecimen.class.getName(),
                there.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    try {
      assertThat(other.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(other.exitValue()).as(Files.readString(directory.resolve("log"))).isZero();
    } finally {
      other.destroyForcibly();
    }
    assertThat(there).hasSameBinaryContentAs(here);
  }
}
