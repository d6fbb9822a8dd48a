package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.processes.Hdfs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** HDFS moves nothing onto a file unless it is told to, and lets one client write a file. */
@ExtendWith(Hdfs.Resolver.class)
class HdfsOutputIT {
  private final Storage storage = new Storage(Hdfs.CLIENT);
  private final Simulation simulation = Simulations.small();

  private final Hdfs hdfs;
  @TempDir Path folder;

  HdfsOutputIT(Hdfs hdfs) {
    this.hdfs = hdfs;
  }

  private DatasetOutput claim(String name, WriteMode mode) throws IOException {
    return DatasetOutput.claim(storage, hdfs.location(name), DataSets.plan(simulation), mode)
        .orElseThrow();
  }

  private void assertSameAsOnLocalFiles(String name) throws IOException {
    DataSets.simulate(simulation, folder.resolve("local"));
    Path copy = hdfs.download(name, folder.resolve("copy"));
    assertThat(DataSets.bytes(copy)).isEqualTo(DataSets.bytes(folder.resolve("local")));
    assertThat(DataSets.tree(copy)).isEqualTo(DataSets.tree(folder.resolve("local")));
  }

  @Test
  void movingReplacesInOneStep() throws IOException {
    org.apache.hadoop.fs.Path old = storage.path(hdfs.location("/moved/old"));
    org.apache.hadoop.fs.Path fresh = storage.path(hdfs.location("/moved/fresh"));
    storage.write(old, "old");
    storage.write(fresh, "fresh");
    assertThat(hdfs.fileSystem().rename(fresh, old)).as("HDFS by itself").isFalse();
    storage.moveInto(fresh, old);
    assertThat(storage.read(old)).asString().isEqualTo("fresh");
    assertThatThrownBy(() -> storage.moveInto(fresh, old))
        .isInstanceOf(StorageException.class)
        .hasMessage("cannot move " + fresh + " to " + old + ": it is gone");
    assertThat(storage.read(old)).asString().isEqualTo("fresh");
    assertThat(storage.list(old.getParent())).containsExactly("old");
  }

  /** As of a driver that was killed: HDFS takes its file for open still. */
  @Test
  void aFileThatIsOpenIsTakenFromItsWriter() throws IOException {
    DatasetOutput first = claim("/killed", WriteMode.CREATE);
    DataSets.shard(simulation, first, 0);
    String file = simulation.shards().fileName(1);
    OutputStream open = storage.create(first.staging(file, "1"));
    open.write(new byte[100]);
    open.flush();
    DatasetOutput second = claim("/killed", WriteMode.RESUME);
    assertThat(second.recorded()).isEqualTo(1);
    assertThatThrownBy(
            () -> {
              open.write(new byte[3 * Hdfs.BLOCK]);
              open.close();
            })
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("cannot write " + first.staging(file, "1") + ": ");
    assertThatThrownBy(() -> DataSets.shard(simulation, first, 2))
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("was taken over by another run, process ");
    DataSets.finish(simulation, second, 0, 1, 2);
    assertSameAsOnLocalFiles("/killed");
  }

  @Test
  void ofTwoAttemptsAtAShardOneFileIsLeft() throws IOException {
    DatasetOutput output = claim("/twice", WriteMode.CREATE);
    ShardRecord shard = DataSets.shard(simulation, output, 1);
    org.apache.hadoop.fs.Path staged = output.staging(shard.file(), "second");
    org.apache.hadoop.fs.Path moved =
        new org.apache.hadoop.fs.Path(hdfs.location("/twice/data/" + shard.file()));
    storage.put(staged, storage.read(moved));
    output.commit(staged, shard);
    assertThat(storage.sha256(moved)).isEqualTo(shard.sha256());
    DataSets.finish(simulation, output, 0, 1, 2);
    assertSameAsOnLocalFiles("/twice");
  }
}
