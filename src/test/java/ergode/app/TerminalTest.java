package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {
  @TempDir Path folder;

  @Test
  void looksAtWhatTheDescriptorIs() throws IOException {
    Path terminal = Files.createSymbolicLink(folder.resolve("2"), Path.of("/dev/pts/3"));
    Path file = Files.createSymbolicLink(folder.resolve("3"), folder.resolve("log"));
    assertThat(Terminal.isTerminal(terminal)).isTrue();
    assertThat(Terminal.isTerminal(file)).isFalse();
    assertThat(Terminal.isTerminal(folder.resolve("none"))).isTrue();
  }

  @Test
  void widthComesFromTheEnvironment() {
    assertThat(Terminal.columns(Map.of("COLUMNS", "120"))).isEqualTo(120);
    assertThat(Terminal.columns(Map.of("COLUMNS", "7"))).isEqualTo(40);
    assertThat(Terminal.columns(Map.of())).isEqualTo(80);
    assertThat(Terminal.columns(Map.of("COLUMNS", "wide"))).isEqualTo(80);
  }
}
