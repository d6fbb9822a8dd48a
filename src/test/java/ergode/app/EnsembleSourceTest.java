package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import ergode.faults.FaultyFileSystem;
import ergode.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnsembleSourceTest {
  private final SparkSession spark = LocalSpark.session();

  @TempDir Path folder;

  private DataFrameReader ergode() {
    return spark.read().format("ergode");
  }

  private static Row row(DataFrameReader reader, String... columns) {
    return reader.load().filter("sim_id = 0").selectExpr(columns).head();
  }

  @Test
  void withoutOptionsItIsTheDefaultConfiguration() {
    assertThat(ergode().load().count()).isEqualTo(1200);
    assertThat(row(ergode(), "n_save", "g", "t0 + dt * (n_save - 1)").toString())
        .isEqualTo("[1000,9.8,10.0]");
  }

  @Test
  void optionsOverrideTheFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.conf"),
            "system.g = 1.62\nensemble { samples = 7, theta1 = [-pi/4, pi/4] }\nsave.points = 3"
                + "\noutput.compression = snappy\nspark.executor.memory = 1g");
    assertThat(ergode().load(file.toString()).count()).isEqualTo(7);
    assertThat(ergode().option("config", file.toUri().toString()).load().count()).isEqualTo(7);
    DataFrameReader both = ergode().option("path", file.toString()).option("g", 3.7);
    assertThat(row(both, "g", "n_save").toString()).isEqualTo("[3.7,3]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "solver.rtol | abc | solver.rtol = abc (option): expected a number",
        "samples | 0 | ensemble.samples = 0 (option): expected a whole number from 1 to"
            + " 1000000000000",
        "system | triple-pendulum | system.name = triple-pendulum (option): expected one of"
            + " double-pendulum",
        "theta1 | 1 | ensemble.theta1 = 1 (option): expected two numbers [low, high], such as"
            + " [-pi/2, pi/2]",
        "theta1 | [2, 1] | ensemble.theta1 = [2, 1] (option): expected [low, high] with"
            + " finite low <= high and a finite difference",
        "controller.kind | pi | solver.controller.kind = pi (option): expected one of auto, pid,"
            + " constant",
        "shards | 2000 | output.shards = 2000 (option): expected auto or a whole number from 1 to"
            + " 1200",
        "backend | gpu | backend = gpu (option): expected one of auto, reference, simd",
        "sampels | 5 | option sampels = 5: expected an option that exists; did you mean samples?"
      })
  void aWrongOptionIsNamedWhenTheTableIsLoaded(String option, String value, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ergode().option(option, value).load())
        .withMessage(message);
  }

  @Test
  void aWrongBackendOfTheSessionIsNamed() {
    SparkConf session = spark.sparkContext().conf();
    session.set("spark.ergode.backend", "gpu");
    try {
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> ergode().load())
          .withMessage("spark.ergode.backend = gpu: expected one of auto, reference, simd");
      assertThat(ergode().option("backend", "reference").load().count()).isEqualTo(1200);
    } finally {
      session.remove("spark.ergode.backend");
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ergode().load("no/such.conf"))
        .withMessage(
            "option path = no/such.conf: expected a configuration file that exists and can be"
                + " read");
  }

  @Test
  void theColumnsAreNotForTheUserToChoose() {
    assertThatThrownBy(() -> ergode().schema("sim_id bigint").load())
        .hasMessageContaining("does not support user-specified schema");
  }

  /** Such as an endpoint that a notebook has set. */
  @Test
  void filesAreFoundAsTheSessionFindsThem() throws IOException {
    Path file = Files.writeString(folder.resolve("b.conf"), "ensemble.samples = 3");
    Configuration session = spark.sparkContext().hadoopConfiguration();
    FaultyFileSystem.SETTINGS.forEach(session::set);
    try {
      assertThat(ergode().load(FaultyFileSystem.location(file)).count()).isEqualTo(3);
    } finally {
      FaultyFileSystem.SETTINGS.keySet().forEach(session::unset);
    }
  }
}
