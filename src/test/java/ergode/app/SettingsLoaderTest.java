package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ergode.data.InvalidInputException;
import ergode.data.design.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
  private static final Map<String, String> NO_PROPERTIES = Map.of();

  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void listsEveryKeyWithItsDefault() {
    assertThat(Configs.load().all().stream().map(s -> s.key() + " = " + s.text()))
        .containsExactly(
            "system.name = double-pendulum",
            "system.m1 = 1.0",
            "system.m2 = 1.0",
            "system.l1 = 1.0",
            "system.l2 = 1.0",
            "system.g = 9.8",
            "ensemble.design = uniform",
            "ensemble.samples = 1200",
            "ensemble.seed = 42",
            "ensemble.theta1 = [-pi/2, pi/2]",
            "ensemble.theta2 = [-pi/2, pi/2]",
            "ensemble.omega1 = [0, 0]",
            "ensemble.omega2 = [0, 0]",
            "ensemble.file = ",
            "solver.method = tsit5",
            "solver.rtol = 1e-5",
            "solver.atol = 1e-5",
            "solver.dt0 = auto",
            "solver.max-steps = 1000000",
            "solver.controller.kind = auto",
            "solver.controller.p = 0",
            "solver.controller.i = 1",
            "solver.controller.d = 0",
            "solver.controller.safety = 0.9",
            "solver.controller.factor-min = 0.2",
            "solver.controller.factor-max = 10",
            "save.tmax = 10.0",
            "save.points = 1000",
            "save.precision = double",
            "save.content = trajectory",
            "output.shards = auto",
            "output.compression = zstd",
            "output.encoding = plain",
            "backend = auto",
            "filter.cut = pi",
            "model.form = potential-gl2",
            "model.features = fourier",
            "model.width = 32",
            "model.depth = 3",
            "model.activation = tanh",
            "model.final-bias = false",
            "model.skip = false",
            "model.inversion = solve",
            "model.seed = 420",
            "loss.trajectory = true",
            "loss.equation-of-motion = oracle",
            "pretrain.methods = []",
            "pretrain.steps = 4000",
            "pretrain.states = 2048",
            "train.optimiser = adam",
            "train.steps = [300, 500, 500]",
            "train.lengths = [0.5, 0.75, 1.0]",
            "train.schedule = intended",
            "train.rates = [5e-3, 2.5e-3, 1e-3]",
            "train.last-rate = 0",
            "train.warm-up = 0",
            "train.batch = 32",
            "train.seed = 5445",
            "train.reset-state = true",
            "train.beta1 = 0.9",
            "train.beta2 = 0.999",
            "train.epsilon = 1e-8",
            "train.weight-decay = 1e-4",
            "train.clip = 1e30",
            "train.skip-limit = 10",
            "train.hold-out = 0.2",
            "train.checkpoint.every = 100",
            "train.checkpoint.keep = 2",
            "train.threads = auto");
    assertThat(Configs.load().all()).allMatch(Setting::isDefault);
  }

  @Test
  void layersOverrideEachOther() throws IOException {
    String file =
        write(
            "a.conf",
            """
            solver { rtol = 1e-1, atol = 1e-2, max-steps = 10 }
            save.tmax = 3
            save.points = 7
            """);
    Settings settings =
        Configs.load(
            file,
            Map.of("solver.atol", "1e-3", "solver.max-steps", "20", "save.tmax", "4"),
            "--set solver.max-steps=30",
            "-Dsave.tmax=5",
            "--set save.tmax=6");
    assertThat(settings.get("solver.method").origin()).isEqualTo("default");
    assertThat(settings.get("solver.rtol").shown()).isEqualTo("1e-1 (" + file + ":1)");
    assertThat(settings.get("save.points").shown()).isEqualTo("7 (" + file + ":3)");
    assertThat(settings.get("solver.atol").shown()).isEqualTo("1e-3 (-D)");
    assertThat(settings.get("solver.max-steps").shown()).isEqualTo("30 (--set)");
    assertThat(settings.get("save.tmax").shown()).isEqualTo("6 (--set)");
  }

  @Test
  void theCommandLineCountsInItsOrder() {
    assertThat(Configs.load("--set save.tmax=1", "-Dsave.tmax=2").get("save.tmax").shown())
        .isEqualTo("2 (-D)");
    assertThat(Configs.load("-Dsave.tmax=2", "--set save.tmax=1").get("save.tmax").shown())
        .isEqualTo("1 (--set)");
    assertThat(
            Configs.load("--set solver.rtol=1", "--set solver={ rtol = 2 }")
                .get("solver.rtol")
                .text())
        .isEqualTo("2");
  }

  @Test
  void propertiesOfOthersAreNoneOfOurBusiness() {
    Settings settings =
        Configs.load(
            null, Map.of("java.version", "17", "systemd", "1", "output", "x", "user.dir", "/"));
    assertThat(settings.all()).allMatch(Setting::isDefault);
  }

  @Test
  void listsAndSectionsAreHocon() {
    Settings settings =
        Configs.load(
            "--set ensemble.theta1=[-1.5, 2pi/3]",
            "--set ensemble.theta2=[\"-2*pi\", pi]",
            "--set solver.controller={ p = 0.4, i = 0.3 }");
    assertThat(settings.range("ensemble.theta1")).isEqualTo(new Range(-1.5, 2 * Math.PI / 3));
    assertThat(settings.range("ensemble.theta2")).isEqualTo(new Range(-2 * Math.PI, Math.PI));
    assertThat(settings.number("solver.controller.p")).isEqualTo(0.4);
    assertThat(settings.number("solver.controller.safety")).isEqualTo(0.9);
  }

  @Test
  void scalarsAreTakenAsTheyStand() {
    assertThat(Configs.load("--set ensemble.file=s3a://b/x.csv#1").text("ensemble.file"))
        .isEqualTo("s3a://b/x.csv#1");
    assertThat(Configs.load("--set ensemble.file=\"a b\"").text("ensemble.file")).isEqualTo("a b");
    assertThat(Configs.load("--set ensemble.file=null").text("ensemble.file")).isEmpty();
    assertThat(Configs.load("--set ensemble.file=").text("ensemble.file")).isEmpty();
    assertThat(Configs.load("--set ensemble.file=a=b").text("ensemble.file")).isEqualTo("a=b");
  }

  @Test
  void substitutionsSeeAllLayers() throws IOException {
    String file = write("a.conf", "ensemble.theta2 = ${ensemble.theta1}");
    assertThat(
            Configs.load(file, NO_PROPERTIES, "--set ensemble.theta1=[0, 1]")
                .range("ensemble.theta2"))
        .isEqualTo(new Range(0, 1));
  }

  @Test
  void substitutionsDoNotSeeTheEnvironment() throws IOException {
    String file = write("a.conf", "\nensemble.file = ${PATH}");
    assertThatThrownBy(() -> Configs.load(file, NO_PROPERTIES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ":2")
        .hasMessageContaining("PATH");
  }

  @Test
  void includesFilesBesideTheFile() throws IOException {
    write("b.conf", "save.tmax = 5\nsave.points = 9");
    String file = write("a.conf", "include \"b.conf\"\nsave.points = 8");
    Settings settings = Configs.load(file, NO_PROPERTIES);
    assertThat(settings.number("save.tmax")).isEqualTo(5);
    assertThat(settings.get("save.tmax").origin()).endsWith("b.conf:1");
    assertThat(settings.get("save.points").shown()).isEqualTo("8 (" + file + ":2)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include \"http://example.com/a.conf\"",
        "include url(\"http://example.com/a.conf\")",
        "include url(\"file:///etc/a.conf\")",
        "include \"file:///etc/a.conf\"",
        "include classpath(\"reference.conf\")",
        "include required(url(\"http://example.com/a.conf\"))"
      })
  void includesNoUrl(String include) throws IOException {
    String file = write("a.conf", include);
    assertThatThrownBy(() -> Configs.load(file, NO_PROPERTIES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(file, "URLs are not included");
  }

  @Test
  void refusesIncludesThatAreMissingOrCircular() throws IOException {
    String missing = write("a.conf", "include \"nowhere.conf\"");
    assertThatThrownBy(() -> Configs.load(missing, NO_PROPERTIES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(missing, "nowhere.conf", "exists");
    String circle = write("c.conf", "include \"c.conf\"");
    assertThatThrownBy(() -> Configs.load(circle, NO_PROPERTIES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(circle, "circle");
  }

  @Test
  void syntaxErrorsNameFileAndLine() throws IOException {
    String file = write("a.conf", "save {\n  tmax = 5\n");
    assertThatThrownBy(() -> Configs.load(file, NO_PROPERTIES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching("\\Q" + file + "\\E:\\d+ = .*")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aFileMayHaveAnyName() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a b#c%20d"));
    Path file = Files.writeString(odd.resolve("my é.conf"), "ensemble.samples = 77");
    assertThat(Configs.load(file.toString(), NO_PROPERTIES).whole("ensemble.samples"))
        .isEqualTo(77);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    String file = folder.resolve("none.conf").toString();
    assertThatThrownBy(() -> Configs.load(file, NO_PROPERTIES))
        .hasMessage(
            "--config = " + file + ": expected a configuration file that exists and can be read");
    assertThatThrownBy(() -> Configs.load(folder.toString(), NO_PROPERTIES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(folder.toString());
    assertThatThrownBy(() -> Configs.load("gopher://a/b.conf", NO_PROPERTIES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("gopher://a/b.conf");
  }

  @Test
  void readsAFileByUri() throws IOException {
    String file = write("a.conf", "save.tmax = 5");
    assertThat(Configs.load(Path.of(file).toUri().toString(), NO_PROPERTIES).number("save.tmax"))
        .isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "solver.rtoll, solver.rtol",
    "solver.rotl, solver.rtol",
    "solvr.rtol, solver.rtol",
    "rtol, solver.rtol",
    "solver.tmax, save.tmax",
    "solver.max_steps, solver.max-steps",
    "solver.maxSteps, solver.max-steps",
    "solver.controller.saftey, solver.controller.safety",
    "solver.safety, solver.controller.safety",
    "ensemble.sample, ensemble.samples",
    "ensemble.samples.n, ensemble.samples",
    "system.m3, system.m1"
  })
  void anUnknownKeyNamesTheNearest(String key, String nearest) {
    assertThatThrownBy(() -> Configs.load("--set " + key + "=7"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            key + " = 7 (--set): expected a key that exists; did you mean " + nearest + "?");
  }

  @Test
  void anUnknownKeyNamesItsLine() throws IOException {
    String file = write("a.conf", "save.tmax = 5\nsolver {\n  rtoll = 1e-6\n}\n");
    assertThatThrownBy(() -> Configs.load(file, NO_PROPERTIES))
        .hasMessage(
            "solver.rtoll = 1e-6 ("
                + file
                + ":3): expected a key that exists; did you mean solver.rtol?");
  }

  @Test
  void anUnknownKeyThatIsNearNothingNamesItsSection() {
    assertThatThrownBy(() -> Configs.load("--set save.whatever=7"))
        .hasMessageEndingWith(
            "one of the keys save.tmax, save.points, save.precision, save.content");
    assertThatThrownBy(() -> Configs.load("--set zebra=7"))
        .hasMessageEndingWith(
            "sections system, ensemble, solver, save, output, filter, sweep," + " spark");
    assertThatThrownBy(() -> Configs.load("--set save=7"))
        .hasMessage(
            "save = 7 (--set): expected a section, such as save { ... }, with the keys"
                + " save.tmax, save.points, save.precision, save.content");
    assertThatThrownBy(() -> Configs.load("--set save.zzzzzz={}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("save.zzzzzz = {} (--set)");
  }

  @Test
  void anUnknownPropertyOfOursIsRefused() {
    assertThatThrownBy(() -> Configs.load(null, Map.of("solver.rtoll", "1")))
        .hasMessageStartingWith("solver.rtoll = 1 (-D)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"solver.rtol", "=5", "", "  =5", "a..b=5", "solver.=5"})
  void refusesAnAssignmentWithoutKeyOrValue(String option) {
    assertThatThrownBy(() -> Configs.load("--set " + option))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--set")
        .hasMessageContaining("key=value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[-1.5", "[1, 2*pi]", "{ a = ", "[1]\nsave.tmax = 5"})
  void refusesBrokenHoconByKey(String text) {
    assertThatThrownBy(() -> Configs.load("--set ensemble.theta1=" + text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("ensemble.theta1 = ")
        .hasMessageContainingAll("(--set)", "[-1.5, 1.5]")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void sparkKeysAreFlatTexts() throws IOException {
    String file =
        write(
            "a.conf",
            """
            spark { executor { memory = 4g, cores = 2 }, "a.b" = file, "a" = x }
            "spark.c.d" = true
            """);
    Settings settings =
        Configs.load(
            file,
            NO_PROPERTIES,
            "--set spark.a=1",
            "-Dspark.a.b=2",
            "--set spark.e=[x] # y",
            "--set spark={ f.g = 3 }");
    assertThat(settings.spark())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "spark.executor.memory", "4g",
                "spark.executor.cores", "2",
                "spark.a", "1",
                "spark.a.b", "2",
                "spark.c.d", "true",
                "spark.e", "[x] # y",
                "spark.f.g", "3"));
  }

  @Test
  void sparkSubmitsOwnKeysWin() {
    Settings settings =
        Configs.load(
            null,
            Map.of("SPARK_SUBMIT", "true", "spark.a", "submitted"),
            "--set spark.a=set",
            "--set spark.b=set");
    assertThat(settings.all().stream().filter(s -> s.key().startsWith("spark.")))
        .extracting(Setting::key, Setting::shown)
        .isEqualTo(
            List.of(tuple("spark.a", "submitted (spark-submit)"), tuple("spark.b", "set (--set)")));
  }

  @Test
  void sparkTakesNoLists() throws IOException {
    String file = write("a.conf", "spark.a = [1, 2]");
    assertThatThrownBy(() -> Configs.load(file, NO_PROPERTIES))
        .hasMessage("spark.a = [1, 2] (" + file + ":1): expected text or a number");
    String scalar = write("b.conf", "spark = 5");
    assertThatThrownBy(() -> Configs.load(scalar, NO_PROPERTIES))
        .hasMessageStartingWith("spark = 5 (" + scalar + ":1): expected a section");
    assertThatThrownBy(() -> Configs.load("--set spark=5"))
        .hasMessageStartingWith("spark = 5 (--set): expected a section");
  }

  @Test
  void hadoopKeysReachTheFileSystems() {
    assertThat(
            Configs.load("--set spark.hadoop.fs.s3a.endpoint=http://h:1")
                .storage()
                .configuration()
                .get("fs.s3a.endpoint"))
        .isEqualTo("http://h:1");
  }
}
