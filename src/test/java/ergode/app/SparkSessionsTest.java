package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {
  private static SparkConf conf(@Nullable String master, String... options) {
    return SparkSessions.configuration(Configs.load(options), master, "ergode test");
  }

  @Test
  void isEmbeddedByDefault() {
    SparkConf conf = conf(null);
    assertThat(conf.get("spark.master")).isEqualTo("local[*]");
    assertThat(conf.get("spark.app.name")).isEqualTo("ergode test");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
    assertThat(conf.get("spark.driver.host")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("UTC");
    assertThat(conf.get("spark.ui.showConsoleProgress")).isEqualTo("false");
  }

  @Test
  void aClusterKeepsItsAddressesAndItsPage() {
    SparkConf conf = conf("spark://host:7077");
    assertThat(conf.contains("spark.driver.host")).isFalse();
    assertThat(conf.contains("spark.ui.enabled")).isFalse();
    assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("UTC");
  }

  @Test
  void givenKeysOverrideTheDefaults() {
    SparkConf conf = conf(null, "--set spark.ui.enabled=true", "--set spark.executor.memory=4g");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.executor.memory")).isEqualTo("4g");
  }

  @Test
  void theMasterIsTheFirstGiven() {
    Settings submitted =
        Configs.load(
            null,
            Map.of("SPARK_SUBMIT", "true", "spark.master", "yarn"),
            "--set spark.master=local[1]");
    assertThat(SparkSessions.master(submitted, "local[7]")).isEqualTo("local[7]");
    assertThat(SparkSessions.master(submitted, null)).isEqualTo("yarn");
    assertThat(SparkSessions.master(Configs.load("--set spark.master=local[1]"), null))
        .isEqualTo("local[1]");
  }

  @Test
  void sparkSubmitsNameStaysIfItWasGiven() {
    Settings unnamed = Configs.load(null, Map.of("spark.app.name", "ergode.app.Main"));
    Settings set =
        Configs.load(
            null, Map.of("spark.app.name", "ergode.app.Main"), "--set spark.app.name=mine");
    Settings named = Configs.load(null, Map.of("spark.app.name", "night run"));
    assertThat(SparkSessions.configuration(unnamed, null, "ergode test").get("spark.app.name"))
        .isEqualTo("ergode test");
    assertThat(SparkSessions.configuration(set, null, "ergode test").get("spark.app.name"))
        .isEqualTo("mine");
    assertThat(set.notes()).isEmpty();
    assertThat(SparkSessions.configuration(named, null, "ergode test").get("spark.app.name"))
        .isEqualTo("night run");
  }

  @Test
  void whatSparkSubmitOverridesIsNoted() {
    Settings settings =
        Configs.load(
            null,
            Map.of("SPARK_SUBMIT", "true", "spark.a", "1", "spark.b", "1"),
            "--set spark.a=2",
            "--set spark.b=1");
    assertThat(settings.notes())
        .containsExactly("spark.a (--set) is ignored: spark-submit has set it");
  }
}
