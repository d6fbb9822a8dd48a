package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
  @Test
  void alignsKeyValueAndOrigin() {
    List<String> lines =
        SettingsTable.lines(
            Configs.load("--set solver.rtol=1e-9", "-Dsave.tmax=2pi", "--set spark.a=b"));
    assertThat(lines)
        .hasSize(70)
        .contains(
            "system.name                   double-pendulum  default",
            "ensemble.theta1               [-pi/2, pi/2]    default",
            "ensemble.file                 \"\"               default",
            "solver.rtol                   1e-9             --set",
            "solver.controller.factor-min  0.2              default",
            "save.tmax                     2pi              -D")
        .endsWith("spark.a                       b                --set");
  }

  @Test
  void hidesSecretsOfSpark() {
    List<String> lines =
        SettingsTable.lines(
            Configs.load(
                "--set spark.hadoop.fs.s3a.access.key=hush1",
                "--set spark.hadoop.fs.s3a.SECRET=hush2",
                "--set spark.ssl.keyStorePassword=hush3",
                "--set spark.myToken=hush4",
                "--set spark.driver.extraJavaOptions=-Ddb.password=hush5",
                "--set spark.executor.memory=4g"));
    assertThat(lines.stream().filter(line -> line.endsWith("--set")))
        .hasSize(6)
        .filteredOn(line -> line.contains("(redacted)"))
        .hasSize(5);
    assertThat(String.join("\n", lines)).doesNotContain("hush").contains("4g");
  }
}
