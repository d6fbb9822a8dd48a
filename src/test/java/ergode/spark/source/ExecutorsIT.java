package ergode.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.processes.StandaloneCluster;
import ergode.spark.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The driver is this JVM; the executors of a real cluster have the packaged jar alone. */
@ExtendWith(StandaloneCluster.Resolver.class)
class ExecutorsIT {
  @Test
  void executorsComputeTheTable(StandaloneCluster cluster, @TempDir Path directory)
      throws Exception {
    Simulation simulation = Simulations.small();
    DataSets.simulate(simulation, directory);
    LocalSpark.stop();
    try (SparkSession spark =
        SparkSession.builder()
            .master(cluster.master())
            .config("spark.jars", "target/ergode.jar")
            .config("spark.executor.memory", "512m")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      assertThat(spark.sparkContext().isLocal()).isFalse();
      String files = directory.resolve("data").toString();
      assertThat(
              Ensembles.bits(
                  Ensembles.simulated(spark, simulation).orderBy("sim_id").collectAsList()))
          .hasSize(30)
          .isEqualTo(Ensembles.bits(spark.read().parquet(files).orderBy("sim_id").collectAsList()));
    }
  }
}
