package ergode.data;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * A directory that is becoming a data set. Its life: {@code _ergode/plan.json} is written first;
 * each shard is written under {@code _ergode/}, verified, moved to {@code data/} and then recorded;
 * the manifest comes last, and {@code _ergode/} goes. So at any moment the directory holds a
 * finished data set, or one that the same configuration can complete.
 *
 * <p>Every run begins its files in a folder of its own, {@code _ergode/run-*}, and removes those of
 * all runs before it. Whoever writes for one of those, a second driver or a task that outlived its
 * driver, then has no place to begin a file in and none to move one from, so that it ends without
 * having touched anything. This needs no lock that a killed process could leave behind.
 */
public final class DatasetOutput implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;
  static final String WORK = "_ergode";
  static final String PLAN = "plan.json";
  static final String OWNER = "owner.json";
  private static final String RECORD = ".json";
  private static final String RUN = "run-";
  private static final String ENDED = "ended-";

  private final Storage storage;
  private final String directory;
  private final DatasetPlan plan;
  private final String run = RUN + UUID.randomUUID();
  private int recorded;

  private DatasetOutput(Storage storage, Path directory, DatasetPlan plan) {
    this.storage = storage;
    this.directory = directory.toString();
    this.plan = plan;
  }

  /**
   * Claims a directory for a data set.
   *
   * @return the output, or nothing if {@code mode} is RESUME and the data set is already complete
   * @throws OutputExistsException if the directory is taken and {@code mode} does not allow for
   *     that
   * @throws InvalidInputException if the directory cannot be made or written to
   */
  public static Optional<DatasetOutput> claim(
      Storage storage, String location, DatasetPlan plan, WriteMode mode) throws IOException {
    Path directory = storage.path(location);
    try {
      OutputState state = OutputState.of(storage, directory);
      state.require(location, plan, mode);
      DatasetOutput output = new DatasetOutput(storage, directory, plan);
      if (mode == WriteMode.RESUME && state.isComplete(plan)) {
        // a run that was interrupted at its very end has left it
        storage.delete(output.work());
        return Optional.empty();
      }
      // with a manifest, it is an overwrite that was interrupted before it had removed that
      output.begin(mode == WriteMode.OVERWRITE || state.finished().isPresent());
      return Optional.of(output);
    } catch (IOException e) {
      throw unusable(location, e);
    }
  }

  /** The checks of {@link #claim} alone: writes nothing. */
  public static void check(Storage storage, String location, DatasetPlan plan, WriteMode mode)
      throws IOException {
    Path directory = storage.path(location);
    try {
      OutputState.of(storage, directory).require(location, plan, mode);
    } catch (IOException e) {
      throw unusable(location, e);
    }
  }

  /** Refuses to remove what another process of this machine is writing. */
  static void requireIdle(Storage storage, String location) throws IOException {
    Path owner = new Path(new Path(storage.path(location), WORK), OWNER);
    OutputState.refuseIfWritten(location, OutputOwner.read(storage, owner));
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
  private void begin(boolean overwrite) throws IOException {
    storage.makeDirectories(staging());
    put(OWNER, new Path(work(), OWNER), Json.pretty(OutputOwner.thisProcess()));
    clear(work(), name -> !(name.startsWith(RUN) || name.startsWith(ENDED)) || name.equals(run));
    if (overwrite) {
      // records first: beside the new plan they would vouch for old shards
      clear(work(), name -> !isRecord(name));
    }
    put(PLAN, new Path(work(), PLAN), Json.pretty(plan));
    if (overwrite) {
      // the manifest goes first: without it the rest is no data set any more
      for (String name : List.of(Dataset.MANIFEST, Dataset.CARD, Dataset.RUN, Dataset.DATA)) {
        storage.delete(new Path(directory, name));
      }
    }
    storage.makeDirectories(data());
    Set<String> work = Set.copyOf(storage.list(work()));
    // of an interrupted overwrite, or moved but not recorded: nobody vouches for it
    clear(data(), name -> work.contains(recordOf(name).getName()));
    recorded = storage.list(data()).size();
  }

  private void clear(Path from, Predicate<String> kept) throws IOException {
    for (String name : storage.list(from)) {
      if (!kept.test(name)) {
        retire(new Path(from, name));
      }
    }
  }

  /** Removes a folder in one step, so that nobody begins a file in it meanwhile. */
  private void retire(Path entry) throws IOException {
    Path retired = entry;
    if (entry.getName().startsWith(RUN)) {
      retired = new Path(work(), ENDED + UUID.randomUUID());
      storage.moveInto(entry, retired);
    }
    storage.delete(retired);
  }

  public Storage storage() {
    return storage;
  }

  public DatasetPlan plan() {
    return plan;
  }

  /** How many shards an earlier run has finished; each is verified before it counts. */
  public int recorded() {
    return recorded;
  }

  private Path work() {
    return new Path(directory, WORK);
  }

  private Path staging() {
    return new Path(work(), run);
  }

  private Path data() {
    return new Path(directory, Dataset.DATA);
  }

  private Path recordOf(String file) {
    return new Path(work(), file + RECORD);
  }

  private static boolean isRecord(String name) {
    return name.endsWith(RECORD)
        && ShardPlan.isFileName(name.substring(0, name.length() - RECORD.length()));
  }

  /** Where one attempt writes a shard before it is moved into place. */
  Path staging(String file, String attempt) {
    return new Path(staging(), file + "." + attempt + ".unfinished");
  }

  /** The record of a shard that an earlier run finished, if its file is still what was recorded. */
  Optional<ShardRecord> finished(String file) throws IOException {
    Path record = recordOf(file);
    Path moved = new Path(data(), file);
    if (!storage.isFile(record) || !storage.isFile(moved)) {
      return Optional.empty();
    }
    byte[] content = storage.read(record);
    ShardRecord shard;
    try {
      shard = Json.parse(content, ShardRecord.class);
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
    put(staged.getName() + ".json", recordOf(shard.file()), Json.pretty(shard));
  }

  /** Removes what an attempt that failed has staged; if that fails too, the next run does it. */
  void discard(Path staged) {
    try {
      storage.delete(staged);
    } catch (IOException e) {
      // the attempt has failed for a reason of its own
    }
  }

  /**
   * Completes the data set.
   *
   * @param run what may differ between two runs of the same configuration
   */
  public Dataset finish(Manifest manifest, Map<String, Object> run) throws IOException {
    try {
      requireWhole(manifest);
      put(Dataset.CARD, new Path(directory, Dataset.CARD), DatasetCard.of(manifest));
      put(Dataset.RUN, new Path(directory, Dataset.RUN), Json.pretty(run));
      put(Dataset.MANIFEST, new Path(directory, Dataset.MANIFEST), Json.pretty(manifest));
    } catch (IOException e) {
      throw orTakenOver(e);
    }
    try {
      retire(staging());
      storage.delete(work());
    } catch (IOException e) {
      // it is complete all the same
    }
    return new Dataset(new Path(directory), manifest);
  }

  /** Anything may have happened to a shard since it was recorded. */
  private void requireWhole(Manifest manifest) throws IOException {
    Map<String, Long> expected =
        manifest.shards().stream()
            .collect(
                Collectors.toMap(
                    ShardRecord::file, ShardRecord::bytes, (one, other) -> one, TreeMap::new));
    Map<String, Long> found = storage.lengths(data());
    for (Map.Entry<String, Long> shard : expected.entrySet()) {
      Long length = found.remove(shard.getKey());
      if (!shard.getValue().equals(length)) {
        throw new IOException(
            "%s %s since it was written"
                .formatted(
                    new Path(data(), shard.getKey()),
                    length == null ? "has gone" : "has changed its length"));
      }
    }
    if (!found.isEmpty()) {
      throw new IOException(
          "ergode did not write %s: move it out of the data set"
              .formatted(new Path(data(), found.keySet().iterator().next())));
    }
  }

  /** Writes a file beside the staged shards, so that its place holds it whole or not at all. */
  private void put(String staged, Path place, String content) throws IOException {
    Path beside = new Path(staging(), staged);
    storage.put(beside, content.getBytes(StandardCharsets.UTF_8));
    storage.moveInto(beside, place);
  }

  /** What a failure really is, if another run has claimed the directory since. */
  IOException orTakenOver(IOException failure) {
    try {
      if (!storage.exists(staging())) {
        if (storage.isFile(new Path(directory, Dataset.MANIFEST))) {
          throw takenOver(" and completed", "nothing is left to do", failure);
        }
        Optional<OutputOwner> owner = OutputOwner.read(storage, new Path(work(), OWNER));
        if (owner.isPresent()) {
          throw takenOver(", " + owner.get(), "let that one finish", failure);
        }
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private OutputExistsException takenOver(String how, String remedy, IOException failure) {
    OutputExistsException takenOver =
        new OutputExistsException(directory, "was taken over by another run" + how, remedy);
    takenOver.initCause(failure);
    return takenOver;
  }

  /**
   * Gives the directory up, finished or not. What is recorded stays for a run to come; tasks that
   * still work for this one fail.
   */
  @Override
  public void close() {
    try {
      if (storage.exists(staging())) {
        storage.delete(new Path(work(), OWNER));
        retire(staging());
      }
    } catch (IOException e) {
      // the next run takes over
    }
  }
}
