package ergode.data.validation;

import ergode.data.Dataset;
import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.Manifest;
import ergode.data.ShardPlan;
import ergode.data.ShardRecord;
import ergode.data.ShardStatistics;
import ergode.data.Simulation;
import ergode.data.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * Checks what is around the rows: the manifest, byte for byte and against itself, the card, and the
 * listing of the directory.
 */
public final class DatasetCheck {
  private static final String MANIFEST = Dataset.MANIFEST;

  private final Storage storage;
  private final Path directory;
  private final Findings findings = new Findings();

  private DatasetCheck(Storage storage, Path directory) {
    this.storage = storage;
    this.directory = directory;
  }

  /**
   * What was found.
   *
   * @param dataset nothing if its manifest cannot be read
   * @param simulation what its rows should be; nothing if the manifest's configuration is damaged
   */
  public record Result(
      Path directory,
      Optional<Dataset> dataset,
      Optional<Simulation> simulation,
      Findings findings) {}

  /**
   * Looks at a directory.
   *
   * @throws InvalidInputException if it has no manifest, and so is no finished data set
   */
  public static Result run(Storage storage, String location) throws IOException {
    Path directory = storage.path(location);
    if (!storage.isFile(new Path(directory, MANIFEST))) {
      Dataset.open(storage, location);
    }
    return new DatasetCheck(storage, directory).look();
  }

  private Result look() throws IOException {
    byte[] content = storage.read(new Path(directory, MANIFEST));
    Optional<Manifest> manifest = manifest(content);
    Optional<Simulation> simulation = Optional.empty();
    if (manifest.isPresent()) {
      simulation = check(manifest.get());
      card(manifest.get());
      strangers(manifest.get());
    }
    if (storage.exists(new Path(directory, Dataset.WORK))) {
      findings.add(
          Dataset.WORK + "/",
          "leftovers",
          "left behind by an interrupted run; simulate --resume removes it");
    }
    return new Result(
        directory, manifest.map(whole -> new Dataset(directory, whole)), simulation, findings);
  }

  private Optional<Manifest> manifest(byte[] content) {
    try {
      Manifest manifest = Json.parse(content, Manifest.class);
      String hash = Manifest.contentHash(content);
      if (!hash.equals(manifest.contentSha256())) {
        findings.add(
            MANIFEST,
            "content_sha256",
            "has changed since it was written: the SHA-256 of its content is "
                + hash
                + ", expected "
                + manifest.contentSha256());
      }
      return Optional.of(manifest);
    } catch (IOException e) {
      findings.add(
          MANIFEST,
          "reading",
          "cannot be read, expected the JSON that ergode wrote ("
              + e.toString().lines().findFirst().orElse("")
              + "); nothing else can be checked");
      return Optional.empty();
    }
  }

  /** The simulation, if the manifest's configuration is what its hash is of. */
  private Optional<Simulation> check(Manifest manifest) {
    equal("format", manifest.format(), Manifest.FORMAT);
    equal("format_version", manifest.formatVersion(), Manifest.FORMAT_VERSION);
    String hash = Manifest.hash(manifest.config());
    ShardStatistics total = ShardStatistics.empty();
    for (ShardRecord shard : manifest.shards()) {
      total = total.merge(shard.statistics());
      if (shard.rows() != shard.statistics().rows()) {
        findings.differs(
            MANIFEST, "rows of " + shard.file(), shard.rows(), shard.statistics().rows());
      }
    }
    equal("statistics", Json.compact(manifest.statistics()), Json.compact(total));
    if (!hash.equals(manifest.configSha256())) {
      findings.differs(
          MANIFEST, "config_sha256", manifest.configSha256(), hash + ", the hash of config");
      return Optional.empty();
    }
    try {
      Simulation simulation = Simulation.of(manifest.config());
      equal("columns", Json.compact(manifest.columns()), Json.compact(manifest.schema().columns()));
      shards(manifest, simulation.shards());
      return Optional.of(simulation);
    } catch (InvalidInputException e) {
      findings.differs(MANIFEST, e.culprit(), e.value(), e.accepted());
      return Optional.empty();
    }
  }

  /** Names, ranges and numbers of rows follow from the configuration. */
  private void shards(Manifest manifest, ShardPlan plan) {
    List<String> found = new ArrayList<>();
    manifest.shards().forEach(shard -> found.add(shard.file()));
    List<String> expected = new ArrayList<>();
    for (int k = 0; k < plan.shards(); k++) {
      expected.add(plan.fileName(k));
    }
    if (!found.equals(expected)) {
      missing(found, expected);
      return;
    }
    for (int k = 0; k < plan.shards(); k++) {
      ShardRecord shard = manifest.shards().get(k);
      String range = range(shard.firstId(), shard.endId());
      String due = range(plan.firstId(k), plan.firstId(k + 1));
      if (!range.equals(due)) {
        findings.differs(MANIFEST, "range of " + shard.file(), range, due);
      } else if (!manifest.hasFilter() && shard.rows() != shard.endId() - shard.firstId()) {
        findings.differs(
            MANIFEST,
            "rows of " + shard.file(),
            shard.rows(),
            shard.endId() - shard.firstId() + ", as many as ids");
      }
    }
  }

  private void missing(List<String> found, List<String> expected) {
    TreeSet<String> strange = new TreeSet<>(found);
    expected.forEach(strange::remove);
    strange.forEach(
        name -> findings.add(MANIFEST, "shards", "names the shard " + name + " unexpectedly"));
    TreeSet<String> absent = new TreeSet<>(expected);
    found.forEach(absent::remove);
    absent.forEach(name -> findings.add(MANIFEST, "shards", "does not name the shard " + name));
    if (strange.isEmpty() && absent.isEmpty()) {
      findings.differs(MANIFEST, "shards", found, expected);
    }
  }

  private static String range(long first, long end) {
    return first + " <= sim_id < " + end;
  }

  private void card(Manifest manifest) throws IOException {
    Path card = new Path(directory, Dataset.CARD);
    if (!storage.isFile(card)) {
      findings.add(Dataset.CARD, "file", "is missing");
      return;
    }
    String sha256 = storage.sha256(card);
    if (!sha256.equals(manifest.cardSha256())) {
      findings.differs(Dataset.CARD, "SHA-256", sha256, manifest.cardSha256());
    }
  }

  /** Files that a reader of {@code data/} would take for shards, but the manifest does not name. */
  private void strangers(Manifest manifest) throws IOException {
    Path data = new Path(directory, Dataset.DATA);
    TreeSet<String> names = new TreeSet<>(storage.list(data));
    Map<String, String> byHash = new HashMap<>();
    for (ShardRecord shard : manifest.shards()) {
      names.remove(shard.file());
      byHash.put(shard.sha256(), shard.file());
    }
    for (String name : names) {
      Path file = new Path(data, name);
      String original = storage.isFile(file) ? byHash.get(storage.sha256(file)) : null;
      findings.add(
          Dataset.DATA + "/" + name,
          "stranger",
          "is not in the manifest"
              + (original == null ? "" : ": it has the bytes of data/" + original));
    }
  }

  private void equal(String subject, Object found, Object expected) {
    if (!expected.equals(found)) {
      findings.differs(MANIFEST, subject, found, expected);
    }
  }
}
