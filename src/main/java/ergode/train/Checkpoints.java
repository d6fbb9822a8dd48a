package ergode.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.OutputPlan;
import ergode.data.Storage;
import ergode.data.WorkDirectory;
import ergode.network.Safetensors;
import ergode.network.TensorValues;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * The folder {@code checkpoints} of a model: in {@code step-000300} the state after 300 steps. The
 * last few are kept, and the {@linkplain CheckpointRecord#BEST_FIRST best}. A checkpoint is there
 * as long as its {@code state.json} is, which is written last and removed first.
 */
final class Checkpoints {
  static final String FOLDER = "checkpoints";
  private static final String STATE = "state.safetensors";
  private static final String RECORD = "state.json";

  private final Storage storage;
  private final WorkDirectory work;
  private final OutputPlan plan;
  private final int keep;
  private final TreeMap<Integer, CheckpointRecord> records = new TreeMap<>();

  private Checkpoints(Storage storage, WorkDirectory work, OutputPlan plan, int keep) {
    this.storage = storage;
    this.work = work;
    this.plan = plan;
    this.keep = keep;
  }

  /**
   * Those that there are.
   *
   * @param plan what they must be of
   * @param keep how many of the last ones to keep, at least 1
   * @throws InvalidInputException if one is of something else, or unreadable
   */
  static Checkpoints open(Storage storage, WorkDirectory work, OutputPlan plan, int keep)
      throws IOException {
    Checkpoints checkpoints = new Checkpoints(storage, work, plan, keep);
    for (String name : storage.list(checkpoints.folder())) {
      Path checkpoint = new Path(checkpoints.folder(), name);
      if (storage.isFile(new Path(checkpoint, RECORD))) {
        CheckpointRecord record = checkpoints.read(checkpoint);
        checkpoints.records.put(record.step(), record);
      } else {
        remove(storage, checkpoint);
      }
    }
    checkpoints.prune();
    return checkpoints;
  }

  /** Whether a name is one of a checkpoint. */
  static boolean isName(String name) {
    return name.matches("step-[0-9]{6,10}");
  }

  /** Removes all of a model. */
  static void removeAll(Storage storage, Path model) throws IOException {
    Path folder = new Path(model, FOLDER);
    for (String name : storage.list(folder)) {
      remove(storage, new Path(folder, name));
    }
    storage.delete(folder);
  }

  private static void remove(Storage storage, Path checkpoint) throws IOException {
    storage.delete(new Path(checkpoint, RECORD));
    storage.delete(checkpoint);
  }

  private Path folder() {
    return new Path(work.directory(), FOLDER);
  }

  private Path place(int step) {
    return new Path(folder(), "step-%06d".formatted(step));
  }

  private CheckpointRecord read(Path checkpoint) throws IOException {
    Path file = new Path(checkpoint, RECORD);
    CheckpointRecord record;
    try {
      record = Json.parse(storage.read(file), CheckpointRecord.class);
    } catch (IOException e) {
      throw damaged(file, "unreadable", checkpoint);
    }
    if (!CheckpointRecord.FORMAT.equals(record.format())
        || record.formatVersion() != CheckpointRecord.FORMAT_VERSION
        || !place(record.step()).equals(checkpoint)) {
      throw damaged(
          file,
          "%s %d of step %d".formatted(record.format(), record.formatVersion(), record.step()),
          checkpoint);
    }
    if (!record.plan().hasBytesOf(plan)) {
      throw new InvalidInputException(
          checkpoint.toString(),
          "of another training, which differs in " + record.plan().differences(plan),
          "a checkpoint of this one; remove that directory");
    }
    return record;
  }

  private static InvalidInputException damaged(Path file, String value, Path checkpoint) {
    return new InvalidInputException(
        file.toString(),
        value,
        "what ergode wrote; remove %s to go on without it".formatted(checkpoint));
  }

  /** The state to go on from, if there is one. */
  Optional<TrainingState> latest(Recipe recipe) throws IOException {
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(state(recipe, records.lastEntry().getValue()));
  }

  /** The record of the best; there must be one. */
  CheckpointRecord best() {
    return Collections.min(records.values(), CheckpointRecord.BEST_FIRST);
  }

  /** The state that a record is of. */
  TrainingState state(Recipe recipe, CheckpointRecord record) throws IOException {
    Path checkpoint = place(record.step());
    Path file = new Path(checkpoint, STATE);
    byte[] content = storage.read(file);
    String sha256 = Storage.sha256(content);
    if (!sha256.equals(record.stateSha256())) {
      throw damaged(
          file,
          "changed since it was written (SHA-256 %s, not %s)"
              .formatted(sha256, record.stateSha256()),
          checkpoint);
    }
    Map<String, double[]> tensors = new HashMap<>();
    for (TensorValues values : Safetensors.parse(content, file.toString()).tensors()) {
      if (values instanceof TensorValues.Doubles doubles) {
        tensors.put(doubles.tensor().name(), doubles.values());
      }
    }
    return TrainingState.restored(recipe, record.counts(), tensors);
  }

  /**
   * Writes the state, then removes what need not be kept.
   *
   * @param points save points of the step before
   */
  void write(TrainingState state, int points) throws IOException {
    List<TensorValues> tensors =
        new TreeMap<>(state.tensors())
            .entrySet().stream()
                .<TensorValues>map(e -> new TensorValues.Doubles(e.getKey(), e.getValue()))
                .toList();
    byte[] content = Safetensors.of(Map.of(), tensors).toBytes();
    CheckpointRecord record = CheckpointRecord.of(plan, state, points, Storage.sha256(content));
    byte[] json = Json.pretty(record).getBytes(UTF_8);
    work.putPair(place(record.step()), STATE, content, RECORD, json);
    records.put(record.step(), record);
    prune();
  }

  private void prune() throws IOException {
    if (records.size() <= keep) {
      return;
    }
    Set<Integer> needed = new HashSet<>(records.descendingKeySet().stream().limit(keep).toList());
    needed.add(best().step());
    for (int step : List.copyOf(records.keySet())) {
      if (!needed.contains(step)) {
        remove(storage, place(step));
        records.remove(step);
      }
    }
  }
}
