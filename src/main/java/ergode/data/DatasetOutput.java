package ergode.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * A directory that is becoming a data set. Its life: {@code _ergode/plan.json} is written first;
 * each shard is written under {@code _ergode/}, verified, moved to {@code data/} and then recorded;
 * the manifest comes last, and {@code _ergode/} goes. So at any moment the directory holds a
 * finished data set, or one that the same configuration can complete.
 */
public final class DatasetOutput implements Serializable {
  private static final long serialVersionUID = 1L;
  static final String WORK = "_ergode";
  private static final String PLAN = "plan.json";
  private static final int SHOWN_NAMES = 5;

  private final Storage storage;
  private final String directory;
  private final TreeMap<String, Object> config;

  private DatasetOutput(Storage storage, Path directory, Map<String, Object> config) {
    this.storage = storage;
    this.directory = directory.toString();
    this.config = new TreeMap<>(config);
  }

  /** The plan of a data set in the making. */
  private record Plan(Map<String, Object> config, String configSha256) {}

  /**
   * Claims a directory for the data set of a configuration.
   *
   * @return the output, or nothing if {@code mode} is RESUME and the data set is already complete
   * @throws OutputExistsException if the directory is taken and {@code mode} does not allow for
   *     that
   * @throws InvalidInputException if the directory cannot be made or written to
   */
  public static Optional<DatasetOutput> claim(
      Storage storage, String location, Map<String, Object> config, WriteMode mode)
      throws IOException {
    Path directory = storage.path(location);
    check(storage, location, config, mode);
    DatasetOutput output = new DatasetOutput(storage, directory, config);
    try {
      if (mode == WriteMode.RESUME && storage.isFile(new Path(directory, Dataset.MANIFEST))) {
        // a run that was interrupted at its very end has left it
        storage.delete(output.work());
        return Optional.empty();
      }
      output.begin(mode);
    } catch (IOException e) {
      throw unusable(location, e);
    }
    return Optional.of(output);
  }

  static InvalidInputException unusable(String location, IOException cause) {
    InvalidInputException unusable =
        new InvalidInputException(
            "--out",
            location,
            "a directory that can be created and written to (" + cause.getMessage() + ")");
    unusable.initCause(cause);
    return unusable;
  }

  /**
   * Plans the data set and clears the way for it: what ergode writes, and nothing else. The
   * directory has a plan throughout, so that whenever this is interrupted, it can be repeated.
   */
  private void begin(WriteMode mode) throws IOException {
    storage.makeDirectories(work());
    if (mode == WriteMode.OVERWRITE) {
      // records first: beside the new plan they would vouch for old shards
      for (String name : storage.list(work())) {
        if (!name.equals(PLAN)) {
          storage.delete(new Path(work(), name));
        }
      }
    }
    storage.write(new Path(work(), PLAN), Json.pretty(new Plan(config, Manifest.hash(config))));
    if (mode == WriteMode.OVERWRITE) {
      // the manifest goes first: without it the rest is no data set any more
      for (String name : List.of(Dataset.MANIFEST, Dataset.CARD, Dataset.RUN, Dataset.DATA)) {
        storage.delete(new Path(directory, name));
      }
    }
    storage.makeDirectories(data());
    for (String name : storage.list(data())) {
      // of an interrupted overwrite, or moved but not recorded: nobody vouches for it
      if (!storage.isFile(recordOf(name))) {
        storage.delete(new Path(data(), name));
      }
    }
  }

  /** The checks of {@link #claim} alone: writes nothing. */
  public static void check(
      Storage storage, String location, Map<String, Object> config, WriteMode mode)
      throws IOException {
    Path directory = storage.path(location);
    try {
      checkDirectory(storage, directory, location, config, mode);
    } catch (IOException e) {
      throw unusable(location, e);
    }
  }

  private static void checkDirectory(
      Storage storage, Path directory, String location, Map<String, Object> config, WriteMode mode)
      throws IOException {
    if (storage.isFile(directory)) {
      throw new OutputExistsException(location, "is a file", "give another directory as --out");
    }
    List<String> names = storage.list(directory);
    if (names.isEmpty() || (names.equals(List.of(WORK)) && !hasPlan(storage, directory))) {
      return;
    }
    Optional<Plan> plan = findPlan(storage, directory);
    if (plan.isEmpty()) {
      throw new OutputExistsException(
          location,
          "is not empty and holds no ergode data set (it holds " + some(names) + ")",
          "give another directory as --out");
    }
    List<String> foreign =
        storage.list(new Path(directory, Dataset.DATA)).stream()
            .filter(name -> !ShardPlan.isFileName(name))
            .toList();
    if (mode != WriteMode.CREATE && !foreign.isEmpty()) {
      throw new OutputExistsException(
          location,
          "holds data/" + foreign.get(0) + ", which ergode did not write",
          "move it out of the data set");
    }
    boolean finished = names.contains(Dataset.MANIFEST);
    if (mode == WriteMode.CREATE) {
      throw new OutputExistsException(
          location,
          "holds " + (finished ? "a data set" : "an unfinished data set"),
          finished
              ? "give another directory as --out, or --overwrite to replace it"
              : "add --resume to complete it, or --overwrite to start again");
    }
    if (mode == WriteMode.RESUME && !plan.get().configSha256().equals(Manifest.hash(config))) {
      throw new OutputExistsException(
          location,
          "holds another configuration, which differs in "
              + differences(plan.get().config(), config),
          "give another directory as --out, or --overwrite to replace it");
    }
  }

  static String some(List<String> names) {
    int shown = Math.min(names.size(), SHOWN_NAMES);
    String list = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
  }

  private static Path planOf(Path directory) {
    return new Path(new Path(directory, WORK), PLAN);
  }

  /** A run that was interrupted at its very start has left no plan yet. */
  private static boolean hasPlan(Storage storage, Path directory) throws IOException {
    return storage.exists(planOf(directory));
  }

  /** What the directory is or is becoming, if ergode made it. */
  private static Optional<Plan> findPlan(Storage storage, Path directory) throws IOException {
    for (Path file : List.of(new Path(directory, Dataset.MANIFEST), planOf(directory))) {
      if (storage.isFile(file)) {
        try {
          Plan plan = Json.parse(storage.read(file), Plan.class);
          if (plan.config() != null && plan.configSha256() != null) {
            return Optional.of(plan);
          }
        } catch (IOException e) {
          // not JSON: not ours
        }
      }
    }
    return Optional.empty();
  }

  /** "solver.rtol (1.0E-5 there, 1.0E-6 here), ...". */
  private static String differences(Map<String, Object> there, Map<String, Object> here) {
    TreeSet<String> keys = new TreeSet<>(there.keySet());
    keys.addAll(here.keySet());
    return String.join(
        ", ",
        keys.stream()
            .filter(
                k ->
                    !Json.compact(List.of(shown(there, k)))
                        .equals(Json.compact(List.of(shown(here, k)))))
            .map(k -> k + " (" + shown(there, k) + " there, " + shown(here, k) + " here)")
            .toList());
  }

  private static Object shown(Map<String, Object> config, String key) {
    Object value = config.get(key);
    return value == null ? "unset" : value;
  }

  public Storage storage() {
    return storage;
  }

  public Map<String, Object> config() {
    return config;
  }

  Path work() {
    return new Path(directory, WORK);
  }

  Path data() {
    return new Path(directory, Dataset.DATA);
  }

  private Path recordOf(String file) {
    return new Path(work(), file + ".json");
  }

  /** Where one attempt writes a shard before it is moved into place. */
  Path staging(String file, String attempt) {
    return new Path(work(), file + "." + attempt + ".unfinished");
  }

  /** The record of a shard that an earlier run finished, if its file is still what was recorded. */
  Optional<ShardRecord> finished(String file) throws IOException {
    Path recorded = recordOf(file);
    Path moved = new Path(data(), file);
    if (!storage.isFile(recorded) || !storage.isFile(moved)) {
      return Optional.empty();
    }
    ShardRecord shard;
    try {
      shard = Json.parse(storage.read(recorded), ShardRecord.class);
    } catch (IOException e) {
      return Optional.empty();
    }
    boolean intact =
        storage.length(moved) == shard.bytes() && storage.sha256(moved).equals(shard.sha256());
    return intact ? Optional.of(shard) : Optional.empty();
  }

  /** Moves a verified shard into place and records it. */
  void commit(Path staged, ShardRecord shard) throws IOException {
    storage.moveInto(staged, new Path(data(), shard.file()));
    storage.write(recordOf(shard.file()), Json.pretty(shard));
  }

  /**
   * Completes the data set.
   *
   * @param run what may differ between two runs of the same configuration
   */
  public Dataset finish(Manifest manifest, Map<String, Object> run) throws IOException {
    publish(Dataset.CARD, DatasetCard.of(manifest));
    publish(Dataset.RUN, Json.pretty(run));
    publish(Dataset.MANIFEST, Json.pretty(manifest));
    storage.delete(work());
    return new Dataset(new Path(directory), manifest);
  }

  /** Writes a file beside the shards' staging files, so that the data set sees it whole. */
  private void publish(String name, String content) throws IOException {
    Path staged = new Path(work(), name);
    storage.write(staged, content);
    storage.moveInto(staged, new Path(directory, name));
  }
}
