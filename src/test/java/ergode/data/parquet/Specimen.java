package ergode.data.parquet;

import ergode.data.DataSets;
import ergode.data.OutputConfig;
import ergode.data.Precision;
import ergode.data.SaveConfig;
import ergode.data.SaveContent;
import ergode.mechanics.DoublePendulum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A file of made-up rows with every awkward value in it, and what a reader must find there.
 *
 * @param points length of every list
 * @param rowGroupBytes small ones make many row groups out of few rows
 * @param pageBytes small ones make many pages
 */
public record Specimen(
    int rows,
    int points,
    Precision precision,
    OutputConfig output,
    long rowGroupBytes,
    int pageBytes) {
  public static final List<String> LISTS = List.of("theta1", "theta2", "omega1", "omega2");
  public static final long FIRST_ID = 3_000_000_000L;

  private static final double[] AWKWARD = {
    -0.0, Double.MIN_VALUE, -Double.MAX_VALUE, Double.POSITIVE_INFINITY, 0x1p-140, Math.PI
  };

  /** Of 37 rows in row groups of 16, and pages of 4 lists. */
  public static Specimen manyPages(Precision precision, OutputConfig output) {
    int points = 11;
    int scalars = 148;
    long bytesPerRow = scalars + 4L * points * precision.bytes();
    int pageBytes = 4 * points * precision.bytes();
    return new Specimen(37, points, precision, output, 16 * bytesPerRow, pageBytes);
  }

  public TrajectorySchema schema() {
    return new TrajectorySchema(
        new DoublePendulum(), new SaveConfig(10, points, precision, SaveContent.TRAJECTORY));
  }

  public long id(int row) {
    return FIRST_ID + row;
  }

  /** Initial {@link #LISTS} component. */
  public double initial(int row, int component) {
    return new SplittableRandom(31L * row + component).nextDouble() - 0.5;
  }

  /** Every fifth run is a failed one. */
  public String status(int row) {
    return row % 5 == 3 ? "non_finite" : "ok";
  }

  public Double drift(int row) {
    return row % 5 == 3 ? Double.NaN : row * 1e-6;
  }

  /** A list, rounded to the stored precision. */
  public double[] list(int row, int component) {
    SplittableRandom random = new SplittableRandom(1_000L * row + component);
    return IntStream.range(0, points)
        .mapToDouble(
            k -> {
              double value = 20 * random.nextDouble() - 10;
              if (!status(row).equals("ok") && k >= row % points) {
                return Double.NaN;
              }
              return k == 1 ? AWKWARD[row % AWKWARD.length] : value;
            })
        .map(precision::round)
        .toArray();
  }

  public Path write(Path file) throws IOException {
    ParquetOutput target =
        new ParquetOutput(DataSets.STORAGE, new org.apache.hadoop.fs.Path(file.toUri()));
    try (TrajectoryWriter writer =
        new TrajectoryWriter(
            target, schema(), output, Map.of("made.by", "a test"), rowGroupBytes, pageBytes)) {
      for (int row = 0; row < rows; row++) {
        writer.write(row(row));
      }
      writer.finish();
    }
    target.verify();
    return file;
  }

  TrajectoryRow row(int number) {
    TrajectoryRow row = schema().newRow();
    row.simId = id(number);
    row.t0 = 0;
    row.dt = 0.5;
    row.savedPoints = points;
    row.status = status(number);
    row.steps = number;
    row.rejected = -number;
    row.energyDrift = drift(number);
    row.maxAbs[0] = number == 0 ? -0.0 : number;
    row.maxAbs[1] = -number;
    for (int i = 0; i < LISTS.size(); i++) {
      row.initial[i] = initial(number, i);
      row.saved[i] = list(number, i);
    }
    for (int i = 0; i < row.parameters.length; i++) {
      row.parameters[i] = i + 1;
    }
    return row;
  }
}
