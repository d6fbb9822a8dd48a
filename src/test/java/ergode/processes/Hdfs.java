package ergode.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real HDFS in this JVM, a name node and a data node. Tests get the one of this JVM as a
 * parameter; it ends with the last test.
 */
public final class Hdfs implements AutoCloseable {
  /** The least that HDFS allows; a file that is open takes as much of a quota. */
  public static final int BLOCK = 1 << 20;

  /** Hadoop settings of a client. */
  public static final Map<String, String> CLIENT =
      Map.of("dfs.replication", "1", "dfs.blocksize", Integer.toString(BLOCK));

  private final MiniDFSCluster cluster;
  private final DistributedFileSystem fileSystem;

  /** Starts it when a test first asks for it. */
  public static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Hdfs.class;
    }

    @Override
    public Hdfs resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Hdfs.class))
          .getOrComputeIfAbsent("hdfs", key -> start(), Hdfs.class);
    }
  }

  private Hdfs(MiniDFSCluster cluster) throws IOException {
    this.cluster = cluster;
    // not one that somebody else has asked for, with another idea of local files
    fileSystem = (DistributedFileSystem) cluster.getNewFileSystemInstance(0);
  }

  private static Hdfs start() {
    try {
      // it warns of all that a cluster of one machine lacks
      Configurator.setLevel("org.apache.hadoop", Level.OFF);
      Path folder = Files.createDirectories(Path.of("target", "test-hdfs")).toAbsolutePath();
      Configuration configuration = new Configuration();
      configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
      MiniDFSCluster cluster =
          new MiniDFSCluster.Builder(configuration).numDataNodes(1).format(true).build();
      cluster.waitActive();
      return new Hdfs(cluster);
    } catch (IOException e) {
      throw new IllegalStateException("no HDFS", e);
    }
  }

  /** The location of a path, "hdfs://localhost:12345/a". */
  public String location(String path) {
    return cluster.getURI() + path;
  }

  /** What HDFS itself offers. */
  public DistributedFileSystem fileSystem() {
    return fileSystem;
  }

  /** Copies a tree to a local directory. */
  public Path download(String path, Path to) throws IOException {
    fileSystem.copyToLocalFile(
        false,
        new org.apache.hadoop.fs.Path(path),
        new org.apache.hadoop.fs.Path(to.toUri()),
        true);
    return to;
  }

  /** Ends the only data node while {@code meanwhile} runs. */
  public void withoutDataNode(Runnable meanwhile) throws IOException {
    MiniDFSCluster.DataNodeProperties node = cluster.stopDataNode(0);
    try {
      meanwhile.run();
    } finally {
      cluster.restartDataNode(node, true);
      cluster.waitActive();
    }
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
