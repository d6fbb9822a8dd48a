package ergode.data;

import ergode.backend.ReferenceBackend;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import ergode.data.parquet.TrajectorySchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Data sets for tests: made without Spark, shard after shard, and looked at byte by byte. */
public final class DataSets {
  public static final Map<String, String> VERSIONS = Map.of("ergode", "test");
  public static final Storage STORAGE = new Storage(Map.of());

  private DataSets() {}

  public static Dataset simulate(Simulation simulation, Path directory) throws IOException {
    int[] shards = IntStream.range(0, simulation.shards().shards()).toArray();
    return finish(simulation, claim(simulation, directory, WriteMode.CREATE), shards);
  }

  public static OutputPlan plan(Simulation simulation) {
    return OutputPlan.ofDataset(simulation.canonical(), VERSIONS);
  }

  public static DatasetOutput claim(Simulation simulation, Path directory, WriteMode mode)
      throws IOException {
    return DatasetOutput.claim(STORAGE, directory.toString(), plan(simulation), mode).orElseThrow();
  }

  public static ShardRecord shard(Simulation simulation, DatasetOutput output, int shard)
      throws IOException {
    return ShardSimulation.run(
        simulation.forShard(shard), shard, output, "test", new ReferenceBackend());
  }

  /** Writes the shards in the given order, then completes the data set. */
  public static Dataset finish(Simulation simulation, DatasetOutput output, int... order)
      throws IOException {
    TreeMap<Integer, ShardRecord> records = new TreeMap<>();
    for (int shard : order) {
      records.put(shard, shard(simulation, output, shard));
    }
    Manifest manifest =
        Manifest.of(output.plan(), schema(simulation), List.copyOf(records.values()));
    return output.finish(manifest, Map.of("made_by", "a test"));
  }

  public static TrajectorySchema schema(Simulation simulation) {
    return new TrajectorySchema(simulation.system().system(), simulation.save());
  }

  /** What a function sees of every row, in order; the row itself is reused. */
  public static <T> List<T> rows(Dataset dataset, Function<TrajectoryRow, T> view)
      throws IOException {
    List<T> seen = new ArrayList<>();
    for (ShardRecord shard : dataset.manifest().shards()) {
      try (TrajectoryReader reader =
          TrajectoryReader.open(
              dataset.file(shard), STORAGE.configuration(), dataset.manifest().schema())) {
        for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
          seen.add(view.apply(row));
        }
      }
    }
    return seen;
  }

  /** SHA-256 of every file below a directory by relative path, except {@code _run.json}. */
  public static Map<String, String> bytes(Path directory) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("_run.json"))
          .forEach(file -> hashes.put(directory.relativize(file).toString(), sha256(file)));
    }
    return hashes;
  }

  /** All paths below a directory, relative and sorted; a run's own folder is "run". */
  public static List<String> tree(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(path -> !path.equals(directory))
          .map(path -> directory.relativize(path).toString())
          .map(path -> path.replaceFirst("/run-[0-9a-f-]{36}", "/run"))
          .sorted()
          .toList();
    }
  }

  /** Which file on the disk this is, and when it was written: differs once it is written again. */
  public static List<Object> identity(Path file) throws IOException {
    return List.of(Files.getAttribute(file, "unix:ino"), Files.getLastModifiedTime(file));
  }

  private static String sha256(Path file) {
    try {
      return Storage.sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
