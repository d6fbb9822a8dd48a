package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FontsTest {
  private static final String REMEDY = "apt-get install fonts-dejavu-core fontconfig";

  /** Draws a figure in a JVM of its own and prints what came of it. */
  static final class Draw {
    private Draw() {}

    public static void main(String[] args) {
      try {
        new TrajectoriesFigure(List.of(), 1).png();
        System.out.println("drawn");
      } catch (NoFontException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @Test
  void aMachineWithoutFontsIsToldWhatToInstall(@TempDir Path dir) throws Exception {
    Path config = dir.resolve("fonts.conf");
    Files.writeString(config, "<?xml version=\"1.0\"?>\n<fontconfig></fontconfig>\n");
    assertThat(draw(dir, config)).startsWith("refused: figures cannot be drawn").contains(REMEDY);
  }

  @Test
  void errorsOfTheJdkBecomeASentence() {
    assertThatThrownBy(
            () ->
                Fonts.choose(
                    () -> {
                      throw new UnsatisfiedLinkError("libfreetype.so.6: cannot open");
                    }))
        .isInstanceOf(NoFontException.class)
        .hasMessageContaining("libfreetype.so.6")
        .hasMessageContaining(REMEDY);
    assertThatThrownBy(() -> Fonts.choose(List::of)).hasMessageContaining(REMEDY);
    assertThat(Fonts.choose(() -> List.of("A", "B"))).isEqualTo("A");
  }

  private static String draw(Path home, Path fontConfig) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + home,
            "-cp",
            System.getProperty("java.class.path"),
            Draw.class.getName());
    builder.environment().put("FONTCONFIG_FILE", fontConfig.toString());
    Path output = home.resolve("output.txt");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("finished in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
