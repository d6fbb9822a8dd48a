package ergode.data;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * A directory that is becoming a sweep. Its life: {@code _sweep/plan.json} is written first, then
 * the points' data sets, each by its own rules; {@code sweep.json} comes last, and {@code _sweep/}
 * goes. So at any moment the directory holds a finished sweep, or one that the same configuration
 * can complete.
 */
public final class SweepOutput {
  /** Describes a finished sweep. */
  public static final String MANIFEST = "sweep.json";

  private static final String CARD = "README.md";
  static final String WORK = "_sweep";
  private static final String PLAN = "plan.json";
  private static final String REPLACED = "replaced";
  private static final Set<String> OWN = Set.of(MANIFEST, CARD, WORK);
  private static final Set<String> OF_A_DATASET =
      Set.of(Dataset.MANIFEST, Dataset.CARD, Dataset.RUN, Dataset.DATA, DatasetOutput.WORK);

  private final Storage storage;
  private final Path directory;
  private final SweepPlan plan;

  private SweepOutput(Storage storage, Path directory, SweepPlan plan) {
    this.storage = storage;
    this.directory = directory;
    this.plan = plan;
  }

  /**
   * Looks whether a directory can be claimed, and writes nothing.
   *
   * @param datasets of the plan's points
   * @throws OutputExistsException if the directory is taken and {@code mode} does not allow for
   *     that
   * @throws InvalidInputException if the directory cannot be read
   */
  public static void check(
      Storage storage, String location, SweepPlan plan, List<OutputPlan> datasets, WriteMode mode)
      throws IOException {
    SweepOutput output = new SweepOutput(storage, storage.path(location), plan);
    try {
      output.check(location, datasets, mode);
    } catch (IOException e) {
      throw WorkDirectory.unusable(location, e);
    }
  }

  /**
   * Claims a directory that {@link #check} has found usable: plans the sweep, and removes the one
   * that it overwrites.
   */
  public static SweepOutput claim(Storage storage, String location, SweepPlan plan, WriteMode mode)
      throws IOException {
    SweepOutput output = new SweepOutput(storage, storage.path(location), plan);
    try {
      output.begin(mode);
    } catch (IOException e) {
      throw WorkDirectory.unusable(location, e);
    }
    return output;
  }

  private void check(String location, List<OutputPlan> datasets, WriteMode mode)
      throws IOException {
    if (storage.isFile(directory)) {
      throw new OutputExistsException(location, "is a file", "give another directory as --out");
    }
    List<String> names = storage.list(directory);
    if (names.isEmpty() || isUnplanned(names)) {
      return;
    }
    Optional<SweepPlan> found = findPlan();
    if (found.isEmpty()) {
      throw new OutputExistsException(
          location,
          "is not empty and holds no ergode sweep (it holds " + OutputState.some(names) + ")",
          "give another directory as --out");
    }
    if (mode != WriteMode.OVERWRITE && !found.get().isSameAs(plan)) {
      throw new OutputExistsException(
          location,
          "holds another sweep, which differs in " + plan.differencesFrom(found.get()),
          "give another directory as --out, or --overwrite to replace it");
    }
    boolean finished = names.contains(MANIFEST);
    if (mode == WriteMode.CREATE) {
      throw new OutputExistsException(
          location,
          "holds " + (finished ? "a sweep" : "an unfinished sweep"),
          finished
              ? "give another directory as --out, or --overwrite to replace it"
              : "add --resume to complete it, or --overwrite to start again");
    }
    Optional<String> stranger = stranger(found.get(), mode == WriteMode.OVERWRITE);
    if (stranger.isPresent()) {
      throw new OutputExistsException(
          location,
          "holds " + stranger.get() + ", which the sweep did not write",
          "move it out of the sweep");
    }
    if (mode == WriteMode.OVERWRITE) {
      for (SweepPlan.Point point : found.get().points()) {
        WorkDirectory.requireIdle(storage, location(point), DatasetOutput.KIND);
      }
    }
    if (mode == WriteMode.RESUME) {
      for (int i = 0; i < datasets.size(); i++) {
        DatasetOutput.check(storage, location(plan.points().get(i)), datasets.get(i), mode);
      }
    }
  }

  /** A run that was interrupted at its very start has left no plan. */
  private boolean isUnplanned(List<String> names) throws IOException {
    return names.equals(List.of(WORK)) && !storage.exists(new Path(work(), PLAN));
  }

  /** What the directory is or is becoming, if a sweep made it. */
  private Optional<SweepPlan> findPlan() throws IOException {
    for (Path file : List.of(new Path(directory, MANIFEST), new Path(work(), PLAN))) {
      if (storage.isFile(file)) {
        try {
          SweepPlan found = Json.parse(storage.read(file), SweepPlan.class);
          if (SweepPlan.FORMAT.equals(found.format())) {
            return Optional.of(found);
          }
        } catch (IOException e) {
          // not JSON: not ours
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Something that the sweep did not write, relative to its directory.
   *
   * @param everywhere inside the points' data sets too, which are about to be removed
   */
  private Optional<String> stranger(SweepPlan found, boolean everywhere) throws IOException {
    Map<String, Set<String>> expected = new TreeMap<>();
    expected.computeIfAbsent("", parent -> new TreeSet<>()).addAll(OWN);
    for (SweepPlan.Point point : found.points()) {
      String parent = "";
      for (String name : point.levels()) {
        expected.computeIfAbsent(parent, path -> new TreeSet<>()).add(name);
        parent = parent.isEmpty() ? name : parent + "/" + name;
      }
      if (everywhere) {
        expected.put(parent, OF_A_DATASET);
      }
    }
    for (Map.Entry<String, Set<String>> entry : expected.entrySet()) {
      String parent = entry.getKey().isEmpty() ? "" : entry.getKey() + "/";
      boolean isDataset = entry.getValue().equals(OF_A_DATASET);
      for (String name : storage.list(new Path(directory + "/" + parent))) {
        if (!entry.getValue().contains(name)) {
          return Optional.of(parent + name);
        }
        if (isDataset && name.equals(Dataset.DATA)) {
          String data = parent + name;
          Optional<String> file =
              storage.list(new Path(directory + "/" + data)).stream()
                  .filter(shard -> !ShardPlan.isFileName(shard))
                  .findFirst();
          if (file.isPresent()) {
            return Optional.of(data + "/" + file.get());
          }
        }
      }
    }
    return Optional.empty();
  }

  private void begin(WriteMode mode) throws IOException {
    Optional<SweepPlan> found = findPlan();
    storage.makeDirectories(work());
    if (mode == WriteMode.OVERWRITE && found.isPresent()) {
      remove(found.get());
    }
    Path planned = new Path(work(), PLAN);
    if (mode == WriteMode.OVERWRITE || !storage.isFile(planned)) {
      storage.write(planned, Json.pretty(plan));
    }
  }

  /**
   * Removes a sweep. Its plan stays to the end, so that this can be repeated whenever it is
   * interrupted, and each directory goes at once.
   */
  private void remove(SweepPlan old) throws IOException {
    Path planned = new Path(work(), PLAN);
    if (!storage.isFile(planned)) {
      storage.write(planned, Json.pretty(old));
    }
    storage.delete(new Path(directory, MANIFEST));
    storage.delete(new Path(directory, CARD));
    Path replaced = new Path(work(), REPLACED);
    storage.delete(replaced);
    storage.makeDirectories(replaced);
    Set<String> names = new TreeSet<>();
    old.points().forEach(point -> names.add(point.levels().get(0)));
    for (String name : names) {
      if (storage.exists(new Path(directory, name))) {
        storage.moveInto(new Path(directory, name), new Path(replaced, name));
      }
    }
    storage.delete(replaced);
  }

  private Path work() {
    return new Path(directory, WORK);
  }

  public Path directory() {
    return directory;
  }

  public Storage storage() {
    return storage;
  }

  /** Where a point's data set is, or is to be. */
  public String location(SweepPlan.Point point) {
    return directory + "/" + point.directory();
  }

  /**
   * Completes the sweep.
   *
   * @param points in the order of the plan
   */
  public SweepManifest finish(List<SweepManifest.Point> points) throws IOException {
    SweepManifest manifest = SweepManifest.of(plan, points);
    publish(CARD, SweepCard.of(manifest));
    publish(MANIFEST, Json.pretty(manifest));
    storage.delete(work());
    return manifest;
  }

  private void publish(String name, String content) throws IOException {
    Path staged = new Path(work(), name);
    storage.write(staged, content);
    storage.moveInto(staged, new Path(directory, name));
  }
}
