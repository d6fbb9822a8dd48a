package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedKeysTest {
  private static final UnusedKeys SCORES =
      new UnusedKeys("ergode evaluate", Set.of("solver", "train.hold-out"));

  @TempDir Path dir;

  private static List<String> notes(@Nullable Path file, String... given) {
    String path = file == null ? null : file.toString();
    List<Assignment> assignments =
        List.of(given).stream().map(key -> Assignment.parse(Origins.SET, key)).toList();
    return SCORES.notes(new SettingsLoader(Map.of()).load(path, assignments), path);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("a.conf"), text);
  }

  @Test
  void keyOfAnotherCommandOnTheCommandLineIsTold() {
    assertThat(notes(null, "system.g=1.62", "solver.rtol=1e-8", "train.batch=3"))
        .containsExactly(
            "system.g (--set) is ignored: ergode evaluate does not use it",
            "train.batch (--set) is ignored: ergode evaluate does not use it");
  }

  @Test
  void keysOfUsedSectionsAndWholeKeysAreNot() {
    assertThat(notes(null, "solver.controller.kind=pid", "train.hold-out=0.3")).isEmpty();
  }

  @Test
  void oneFileServesManyCommands() throws IOException {
    assertThat(notes(file("system.g = 1\nsolver.rtol = 1e-8\n"))).isEmpty();
  }

  @Test
  void fileOfOtherCommandsIsTold() throws IOException {
    Path file = file("system.g = 1\n");
    assertThat(notes(file, "solver.rtol=1e-8"))
        .containsExactly(file + " is ignored: ergode evaluate uses none of its keys");
  }

  @Test
  void emptyFileSaysNothing() throws IOException {
    assertThat(notes(file("spark { executor.memory = 4g }\n"))).isEmpty();
  }
}
