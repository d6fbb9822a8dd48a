package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.processes.Command;
import ergode.processes.Hdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real HDFS: the same bytes as on local files, and nothing lost. */
@ExtendWith(Hdfs.Resolver.class)
class HdfsIT {
  private static final int SHARDS = 4;
  private static final String REMEDY =
      "; once that is mended, the same command with --resume goes on from what is finished";

  @TempDir static Path shared;
  private static Path local;

  private final Hdfs hdfs;
  @TempDir Path folder;

  HdfsIT(Hdfs hdfs) {
    this.hdfs = hdfs;
  }

  @BeforeAll
  static void simulateOnLocalFiles() {
    local = shared.resolve("set");
    ok(simulate(local.toString()));
  }

  private static List<String> command(String... args) {
    List<String> command = new ArrayList<>(List.of(args));
    command.addAll(List.of("--quiet", "--master", "local[1]"));
    Hdfs.CLIENT.forEach(
        (key, value) -> command.addAll(List.of("--set", "spark.hadoop." + key + "=" + value)));
    return command;
  }

  /** Shards of some 330,000 bytes, so that three of them and an open file fill two blocks. */
  private static List<String> simulate(String out, String... more) {
    List<String> command = command("simulate", "--out", out);
    command.addAll(List.of("--set", "output.shards=" + SHARDS, "--set", "save.points=1000"));
    command.addAll(List.of("--set", "ensemble.samples=" + 10 * SHARDS));
    command.addAll(List.of(more));
    return command;
  }

  private static Cli run(List<String> args) {
    return Cli.run(args.toArray(String[]::new));
  }

  private static Cli ok(List<String> args) {
    Cli cli = run(args);
    assertThat(cli.err()).as("%s", args).isEmpty();
    assertThat(cli.exitCode()).isZero();
    return cli;
  }

  private void assertSame(String there, Path here) throws IOException {
    Path copy = hdfs.download(there, folder.resolve(there.substring(1).replace('/', '-')));
    assertThat(DataSets.bytes(copy)).isEqualTo(DataSets.bytes(here));
    assertThat(DataSets.tree(copy)).isEqualTo(DataSets.tree(here));
  }

  @Test
  void everyCommandDoesWhatItDoesOnLocalFiles() throws IOException {
    for (String base : List.of(folder.toString(), hdfs.location("/all"))) {
      ok(simulate(base + "/set"));
      ok(command("filter", base + "/set", "--out", base + "/sides", "--set", "filter.cut=1"));
      ok(command("report", base + "/set", "--out", base + "/report"));
      assertThat(ok(command("validate", base + "/set")).out()).contains("findings      none");
      assertThat(Cli.run("inspect", base + "/set").out())
          .anyMatch(line -> line.startsWith("save points   1,000 from 0 to 10.0 s"));
      List<String> sweep = simulate(base + "/sweep", "--sweep", "system.g=1,2");
      sweep.set(0, "sweep");
      ok(sweep);
      List<String> other = simulate(base + "/sweep", "--overwrite", "--sweep", "system.g=2,3");
      other.set(0, "sweep");
      ok(other);
    }
    for (String name : List.of("set", "sides", "report", "sweep")) {
      assertSame("/all/" + name, folder.resolve(name));
    }
  }

  @Test
  void initialConditionsComeFromThereToo() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("a.csv"), "theta1,theta2,omega1,omega2\n1,2,0,0\n0.5,-1,0,3\n");
    hdfs.fileSystem()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(csv.toUri()),
            new org.apache.hadoop.fs.Path("/conditions/a.csv"));
    String[] here = {"-Densemble.design=file", "-Densemble.file=" + csv, "-Doutput.shards=1"};
    String[] there = here.clone();
    there[1] = "-Densemble.file=" + hdfs.location("/conditions/a.csv");
    ok(simulate(folder.resolve("listed").toString(), here));
    ok(simulate(hdfs.location("/listed"), there));
    assertSame("/listed", folder.resolve("listed"));
  }

  @Test
  void overwritingReplacesADataSetAndNothingElse() throws IOException {
    String set = hdfs.location("/overwritten");
    ok(simulate(set, "-Densemble.seed=7", "-Doutput.shards=5"));
    Cli other = run(simulate(set, "--resume"));
    assertThat(other.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(other.err().get(0))
        .contains("differs in ensemble.seed (7 there, 42 here), output.shards (5 there, 4 here)");
    ok(simulate(set, "--overwrite"));
    assertSame("/overwritten", local);
    hdfs.fileSystem().create(new org.apache.hadoop.fs.Path("/mine/thesis.tex")).close();
    Cli mine = run(simulate(hdfs.location("/mine"), "--overwrite"));
    assertThat(mine.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(mine.err().get(0)).contains("thesis.tex");
  }

  /** A quota counts whole blocks of files that are open. */
  @Test
  void aQuotaThatIsUsedUpIsADiskThatIsFull() throws IOException {
    org.apache.hadoop.fs.Path parent = new org.apache.hadoop.fs.Path("/quota");
    hdfs.fileSystem().mkdirs(parent);
    hdfs.fileSystem().setQuota(parent, HdfsConstants.QUOTA_DONT_SET, 2 * Hdfs.BLOCK);
    Cli full = run(simulate(hdfs.location("/quota/set")));
    assertThat(full.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(full.err()).singleElement().asString().contains("quota").endsWith(REMEDY);
    assertThat(full.err().get(0)).matches("ergode: cannot write hdfs://.*/_ergode/run-.*");
    Map<String, Long> kept = recorded("/quota/set");
    assertThat(kept).hasSizeBetween(1, SHARDS - 1);
    hdfs.fileSystem().setQuota(parent, HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
    ok(simulate(hdfs.location("/quota/set"), "--resume"));
    assertSame("/quota/set", local);
    for (Map.Entry<String, Long> shard : kept.entrySet()) {
      assertThat(fileId(shard.getKey())).as("%s", shard).isEqualTo(shard.getValue());
    }
  }

  /** The shards that are recorded, and which files of HDFS they are. */
  private Map<String, Long> recorded(String set) throws IOException {
    Map<String, Long> recorded = new TreeMap<>();
    for (var file : hdfs.fileSystem().listStatus(new org.apache.hadoop.fs.Path(set + "/_ergode"))) {
      if (file.getPath().getName().endsWith(".parquet.json")) {
        String shard = set + "/data/" + file.getPath().getName().replace(".json", "");
        recorded.put(shard, fileId(shard));
      }
    }
    return recorded;
  }

  private long fileId(String path) throws IOException {
    return hdfs.fileSystem().getClient().getFileInfo(path).getFileId();
  }

  @Test
  void aDataNodeThatIsGoneIsNamedByTheFileThatItLacks() throws IOException {
    String set = hdfs.location("/lost-node/set");
    hdfs.withoutDataNode(
        () -> {
          Cli lost = run(simulate(set));
          assertThat(lost.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
          assertThat(lost.err())
              .singleElement()
              .asString()
              .startsWith("ergode: --out = " + set + ": expected a directory")
              .contains("cannot write " + set + "/_ergode/run-", "owner.json");
        });
    ok(simulate(set, "--resume"));
    assertSame("/lost-node/set", local);
  }

  @Test
  void aDirectoryOfSomebodyElseIsRefused() throws Exception {
    String set = hdfs.location("/theirs/set");
    hdfs.fileSystem().mkdirs(new org.apache.hadoop.fs.Path("/theirs"));
    PrivilegedExceptionAction<Cli> action = () -> run(simulate(set));
    Cli refused = UserGroupInformation.createRemoteUser("somebody").doAs(action);
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(refused.err())
        .singleElement()
        .asString()
        .startsWith("ergode: --out = " + set + ": expected a directory that can be created")
        .contains("Permission denied: user=somebody");
  }

  /** The default file system and all else that Hadoop's own configuration says. */
  @Test
  void hadoopsConfigurationIsRead() throws Exception {
    Files.writeString(
        folder.resolve("core-site.xml"),
        """
        <configuration>
          <property><name>fs.defaultFS</name><value>%s</value></property>
        </configuration>
        """
            .formatted(hdfs.location("/")));
    List<String> command = new ArrayList<>(List.of("jobs/ergode"));
    command.addAll(simulate("/by-default/set"));
    Map<String, String> environment = Map.of("HADOOP_CONF_DIR", folder.toString());
    try (Command script = Command.script(folder, environment, command)) {
      assertThat(script.ok()).contains("data set      " + hdfs.location("/by-default/set"));
    }
    // the jar has a version, which the manifest names
    assertSame("/by-default/set/data", local.resolve("data"));
  }
}
