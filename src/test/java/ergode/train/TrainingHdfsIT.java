package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.OutputExistsException;
import ergode.data.Storage;
import ergode.data.WriteMode;
import ergode.processes.Hdfs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * On HDFS one client at a time may write to a file, and nothing is moved onto another by itself.
 */
@ExtendWith(Hdfs.Resolver.class)
class TrainingHdfsIT {
  private final Hdfs hdfs;
  private final TrainingFolder folder = new TrainingFolder(new Storage(Hdfs.CLIENT));
  @TempDir Path local;

  TrainingHdfsIT(Hdfs hdfs) {
    this.hdfs = hdfs;
  }

  private void assertSameAsOnLocalFiles(String name) throws IOException {
    Path undisturbed = local.resolve("undisturbed");
    new TrainingFolder(new Storage(Map.of())).train(undisturbed.toString(), WriteMode.CREATE);
    Path copy = hdfs.download(name, local.resolve("copy"));
    assertThat(TrainingFolder.files(copy)).isEqualTo(TrainingFolder.files(undisturbed));
  }

  @Test
  void trainingThatEndsEarlyIsResumed() throws IOException {
    String model = hdfs.location("/trained");
    folder.progress =
        (metrics, state) -> {
          if (metrics.step() == 7) {
            throw new IOException("the end");
          }
        };
    assertThatThrownBy(() -> folder.train(model, WriteMode.CREATE)).hasMessage("the end");
    folder.progress = (metrics, state) -> {};
    folder.train(model, WriteMode.RESUME);
    assertSameAsOnLocalFiles("/trained");
  }

  /** The metrics of the first run are still open when the second one puts others in their place. */
  @Test
  void trainingThatIsTakenOverEndsWithoutTouchingAnything() throws IOException {
    String model = hdfs.location("/taken-over");
    folder.progress =
        (metrics, state) -> {
          if (metrics.step() == 7) {
            folder.progress = (m, s) -> {};
            folder.train(model, WriteMode.RESUME);
          }
        };
    assertThatThrownBy(() -> folder.train(model, WriteMode.CREATE))
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("was taken over by another run and completed");
    assertSameAsOnLocalFiles("/taken-over");
  }
}
