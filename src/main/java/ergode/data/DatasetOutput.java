package ergode.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * A directory that is becoming a data set. Its life: {@code _ergode/plan.json} is written first;
 * each shard is written under {@code _ergode/}, verified, moved to {@code data/} and then recorded;
 * the manifest comes last, and {@code _ergode/} goes. So at any moment the directory holds a
 * finished data set, or one that the same configuration can complete.
 */
public final class DatasetOutput implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;
  static final String WORK = "_ergode";
  static final OutputKind KIND =
      new OutputKind("data set", Dataset.MANIFEST, WORK, Dataset.DATA, ShardPlan::isFileName);
  private static final String RECORD = ".json";

  private final Storage storage;
  private final OutputPlan plan;
  private final WorkDirectory work;
  private int recorded;

  private DatasetOutput(Storage storage, OutputPlan plan, WorkDirectory work) {
    this.storage = storage;
    this.plan = plan;
    this.work = work;
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
      Storage storage, String location, OutputPlan plan, WriteMode mode) {
    return WorkDirectory.claim(
        storage,
        location,
        plan,
        mode,
        KIND,
        work -> {
          DatasetOutput output = new DatasetOutput(storage, plan, work);
          output.begin();
          return output;
        });
  }

  /** The checks of {@link #claim} alone: writes nothing. */
  public static void check(Storage storage, String location, OutputPlan plan, WriteMode mode) {
    WorkDirectory.check(storage, location, plan, mode, KIND);
  }

  /** Plans the data set and clears the way for it: what ergode writes, and nothing else. */
  private void begin() throws IOException {
    work.plan(
        plan,
        () -> work.clear(work.path(), name -> !isRecord(name)),
        List.of(Dataset.MANIFEST, Dataset.CARD, Dataset.RUN, Dataset.DATA));
    storage.makeDirectories(data());
    Set<String> kept = Set.copyOf(storage.list(work.path()));
    // of an interrupted overwrite, or moved but not recorded: nobody vouches for it
    work.clear(data(), name -> kept.contains(recordOf(name).getName()));
    recorded = storage.list(data()).size();
  }

  public Storage storage() {
    return storage;
  }

  public OutputPlan plan() {
    return plan;
  }

  /** How many shards an earlier run has finished; each is verified before it counts. */
  public int recorded() {
    return recorded;
  }

  private Path place(String name) {
    return new Path(work.directory(), name);
  }

  private Path data() {
    return place(Dataset.DATA);
  }

  private Path recordOf(String file) {
    return work.path(file + RECORD);
  }

  private static boolean isRecord(String name) {
    return name.endsWith(RECORD)
        && ShardPlan.isFileName(name.substring(0, name.length() - RECORD.length()));
  }

  /** Where one attempt writes a shard before it is moved into place. */
  Path staging(String file, String attempt) {
    return work.staging(file + "." + attempt + ".unfinished");
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
    work.put(staged.getName() + RECORD, recordOf(shard.file()), Json.pretty(shard));
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
      work.put(Dataset.CARD, place(Dataset.CARD), DatasetCard.of(manifest));
      work.put(Dataset.RUN, place(Dataset.RUN), Json.pretty(run));
      work.put(Dataset.MANIFEST, place(Dataset.MANIFEST), Json.pretty(manifest));
    } catch (IOException e) {
      throw orTakenOver(e);
    }
    work.complete();
    return new Dataset(work.directory(), manifest);
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

  /** What a failure really is, if another run has claimed the directory since. */
  IOException orTakenOver(IOException failure) {
    return work.orTakenOver(failure);
  }

  /**
   * Gives the directory up, finished or not. What is recorded stays for a run to come; tasks that
   * still work for this one fail.
   */
  @Override
  public void close() {
    work.abandon();
  }
}
