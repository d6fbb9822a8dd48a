package ergode.data.parquet;

import ergode.backend.ReferenceBackend;
import ergode.data.Compression;
import ergode.data.DataSets;
import ergode.data.DatasetOutput;
import ergode.data.ListEncoding;
import ergode.data.Precision;
import ergode.data.ShardRecord;
import ergode.data.ShardStatistics;
import ergode.data.ShardWriter;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.WriteMode;
import ergode.ode.EnsembleSolver;
import ergode.ode.SaveAt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One row of 1,000 points from memory into a committed shard: encoded, compressed, hashed, written
 * below {@code java.io.tmpdir}, read back. A RAM disk there takes the disk out of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class ShardWriterBenchmark {
  private static final int ROWS = 8_000;
  private static final int DISTINCT = 262;

  @Param public Compression compression;
  @Param public ListEncoding encoding;
  @Param public Precision precision;

  private final List<TrajectoryRow> rows = new ArrayList<>();
  private Path directory;
  private ShardWriter writer;
  private int shards;

  @Setup
  public void setUp() throws IOException {
    Simulations design = new Simulations();
    design.samples = DISTINCT;
    design.points = 1_000;
    design.tmax = 10;
    design.compression = compression;
    design.encoding = encoding;
    design.precision = precision;
    Simulation simulation = design.build();
    TrajectorySchema schema = DataSets.schema(simulation);
    SaveAt saveAt = simulation.save().saveAt();
    new EnsembleSolver(
            new ReferenceBackend(),
            simulation.problem(),
            simulation.solver().settings(saveAt),
            saveAt,
            64)
        .solve(
            simulation.ensemble().design()::initialCondition,
            0,
            DISTINCT,
            trajectory -> {
              TrajectoryRow row = schema.newRow();
              row.set(
                  trajectory.id(),
                  trajectory,
                  simulation.system().parameters(),
                  saveAt,
                  1,
                  Projection.all(schema));
              for (int i = 0; i < row.saved.length; i++) {
                row.saved[i] = row.saved[i].clone();
              }
              rows.add(row);
            });
    directory = Files.createTempDirectory("ergode-bench");
    DatasetOutput output = DataSets.claim(simulation, directory.resolve("set"), WriteMode.CREATE);
    writer = new ShardWriter(output, schema, simulation.output());
  }

  @TearDown
  public void tearDown() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long write() throws IOException {
    String name = "shard-" + shards++;
    ShardRecord record =
        writer.write(
            name,
            0,
            ROWS,
            "1-0",
            file -> {
              ShardStatistics total = ShardStatistics.empty();
              for (int i = 0; i < ROWS; i++) {
                TrajectoryRow row = rows.get(i % DISTINCT);
                row.simId = i;
                file.write(row);
                total = total.add(row);
              }
              return total;
            });
    Files.delete(directory.resolve("set/data/" + name));
    return record.bytes();
  }
}
