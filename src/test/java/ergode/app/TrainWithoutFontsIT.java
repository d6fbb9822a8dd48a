package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.processes.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without fonts cannot draw the page of a training, but trains. */
class TrainWithoutFontsIT {
  @TempDir Path folder;

  @Test
  void theModelIsThereAndOneLineSaysWhyThePageIsNot() throws Exception {
    Path data = folder.resolve("data");
    Path model = folder.resolve("model");
    TinyTraining.simulate(data);
    Path config = folder.resolve("fonts.conf");
    Files.writeString(config, "<?xml version=\"1.0\"?>\n<fontconfig></fontconfig>\n");
    // the JDK remembers fonts in a file in the home directory
    Map<String, String> environment =
        Map.of("FONTCONFIG_FILE", config.toString(), "JAVA_TOOL_OPTIONS", "-Duser.home=" + folder);
    try (Command train =
        Command.ergode(folder, environment, TinyTraining.command(data, model.toString()))) {
      assertThat(train.ok()).noneMatch(line -> line.startsWith("training "));
      assertThat(train.err())
          .filteredOn(line -> line.contains("the training has no page: figures cannot be drawn"))
          .hasSize(1);
    }
    assertThat(model.resolve("training.json")).exists();
    assertThat(model.resolve("model.safetensors")).exists();
    assertThat(model.resolve("report.html")).doesNotExist();
  }
}
