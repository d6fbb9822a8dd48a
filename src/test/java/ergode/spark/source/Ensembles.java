package ergode.spark.source;

import ergode.data.DataSets;
import ergode.data.Simulation;
import ergode.data.WriteMode;
import ergode.spark.SimulateJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An ensemble as the data source gives it, and as the files of {@code simulate} do. */
final class Ensembles {
  private Ensembles() {}

  /** The options that mean a simulation, by the whole keys. */
  static Map<String, String> options(Simulation simulation) {
    Map<String, String> options = new HashMap<>();
    simulation
        .canonical()
        .forEach(
            (key, value) -> {
              if (!key.equals("output.compression") && !key.equals("output.encoding")) {
                options.put(key, value.toString());
              }
            });
    return options;
  }

  static Dataset<Row> simulated(SparkSession spark, Simulation simulation) {
    return spark.read().format("ergode").options(options(simulation)).load();
  }

  static Dataset<Row> written(SparkSession spark, Simulation simulation, Path directory)
      throws IOException {
    new SimulateJob(spark)
        .run(simulation, DataSets.claim(simulation, directory, WriteMode.CREATE), n -> {});
    return spark.read().parquet(directory.resolve("data").toString());
  }

  /** All values of some rows in the order given, numbers by their bits. */
  static List<List<Object>> bits(List<Row> rows) {
    return rows.stream().map(Ensembles::bits).toList();
  }

  static List<Object> bits(Row row) {
    List<Object> bits = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      if (row.get(i) instanceof scala.collection.Seq<?>) {
        bits.add(row.getList(i).stream().map(Ensembles::bits).toList());
      } else {
        bits.add(bits(row.get(i)));
      }
    }
    return bits;
  }

  private static Object bits(Object value) {
    if (value instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    }
    return value instanceof Float number ? Float.floatToRawIntBits(number) : value;
  }
}
