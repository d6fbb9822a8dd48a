package ergode.report;

import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.util.function.Consumer;

/** Feeds the rows of data sets to sums. */
final class Rows {
  private Rows() {}

  static void forEach(Dataset dataset, Consumer<TrajectoryRow> action) throws IOException {
    DataSets.rows(
        dataset,
        row -> {
          action.accept(row);
          return row.simId();
        });
  }

  static InitialRange range(Dataset dataset) throws IOException {
    InitialRange range = new InitialRange();
    forEach(dataset, range::add);
    return range;
  }
}
