package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a site that only the driver has, as {@code HADOOP_CONF_DIR} puts them there. */
class HadoopEntriesTest {
  @TempDir Path site;

  @BeforeEach
  void writeSite() throws IOException {
    write("core-site.xml", Map.of("fs.defaultFS", "hdfs://lake", "ergode.secret", "hush"));
    write(
        "hdfs-site.xml",
        Map.of("dfs.nameservices", "lake", "dfs.ha.namenodes.lake", "a,b", "dfs.replication", "2"));
  }

  private void write(String name, Map<String, String> entries) throws IOException {
    StringBuilder xml = new StringBuilder("<configuration>");
    entries.forEach(
        (key, value) ->
            xml.append(
                "<property><name>%s</name><value>%s</value></property>".formatted(key, value)));
    Files.writeString(site.resolve(name), xml.append("</configuration>"));
  }

  private interface Step<T> {
    T run() throws Exception;
  }

  /** A step of a process that has the files on its class path. */
  private <T> T withSite(Step<T> step) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {site.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return step.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Configuration ofTask(String... options) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(withSite(() -> Configs.load(options).storage()));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return ((Storage) in.readObject()).configuration();
    }
  }

  @Test
  void reachTasksThatHaveNoSuchFiles() throws Exception {
    assertThat(new Configuration().get("ergode.secret")).as("this process has none").isNull();
    Configuration task = ofTask();
    assertThat(task.get("fs.defaultFS")).isEqualTo("hdfs://lake");
    assertThat(task.get("dfs.nameservices")).isEqualTo("lake");
    assertThat(task.get("dfs.ha.namenodes.lake")).isEqualTo("a,b");
    assertThat(task.get("dfs.replication")).isEqualTo("2");
    assertThat(task.get("fs.file.impl")).contains("RawLocalFileSystem");
  }

  @Test
  void settingsOverrideThem() throws Exception {
    Configuration task = ofTask("--set spark.hadoop.dfs.nameservices=mine");
    assertThat(task.get("dfs.nameservices")).isEqualTo("mine");
    assertThat(task.get("dfs.replication")).isEqualTo("2");
  }

  /** Whatever lists settings would list a site's secrets, too. */
  @Test
  void areNotAmongTheSettings() throws Exception {
    assertThat(withSite(() -> Configs.load().all()))
        .noneMatch(setting -> setting.text().contains("hush"));
    assertThat(withSite(() -> Configs.load().spark())).isEmpty();
  }

  /** A default of the library stays one that an executor's own files may change. */
  @Test
  void defaultsOfTheLibrariesAreNotAmongThem() throws Exception {
    assertThat(new Configuration().get("io.file.buffer.size")).isNotNull();
    assertThat(withSite(HadoopEntries::ofSite))
        .containsOnlyKeys(
            "fs.defaultFS",
            "ergode.secret",
            "dfs.nameservices",
            "dfs.ha.namenodes.lake",
            "dfs.replication");
  }
}
