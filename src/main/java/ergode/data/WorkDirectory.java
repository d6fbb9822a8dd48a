package ergode.data;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a run in progress, inside the directory that it writes. It holds the plan, from
 * before anything else is written until all is there.
 *
 * <p>Every run begins its files in a folder of its own, {@code run-*}, and removes those of all
 * runs before it. Whoever writes for one of those, a second driver or a task that outlived its
 * driver, then has no place to begin a file in and none to move one from, so that it ends without
 * having touched anything. This needs no lock that a killed process could leave behind.
 */
public final class WorkDirectory implements Serializable {
  private static final long serialVersionUID = 1L;
  static final String PLAN = "plan.json";
  static final String OWNER = "owner.json";
  private static final String RUN = "run-";
  private static final String ENDED = "ended-";

  private final Storage storage;
  private final String directory;
  private final String work;
  private final String manifest;
  private final boolean replaces;
  private final String run = RUN + UUID.randomUUID();

  private WorkDirectory(Storage storage, Path directory, OutputKind kind, boolean replaces) {
    this.storage = storage;
    this.directory = directory.toString();
    this.work = kind.work();
    this.manifest = kind.manifest();
    this.replaces = replaces;
  }

  /** Makes an output of its folder. */
  @FunctionalInterface
  public interface Beginning<T> {
    T of(WorkDirectory work) throws IOException;
  }

  /** Removes files. */
  @FunctionalInterface
  public interface Removal {
    void run() throws IOException;
  }

  /**
   * Claims a directory: from now on, runs before this one fail.
   *
   * @param location as the user gave it
   * @param begin readies the directory and makes the output of it
   * @return nothing if {@code mode} is RESUME and all is there already
   * @throws OutputExistsException if the directory is taken and {@code mode} does not allow for
   *     that
   * @throws InvalidInputException if the directory cannot be made or written to
   */
  public static <T> Optional<T> claim(
      Storage storage,
      String location,
      OutputPlan plan,
      WriteMode mode,
      OutputKind kind,
      Beginning<T> begin) {
    try {
      Optional<WorkDirectory> work = claim(storage, location, plan, mode, kind);
      return work.isEmpty() ? Optional.empty() : Optional.of(begin.of(work.get()));
    } catch (IOException e) {
      throw unusable(location, e);
    }
  }

  private static Optional<WorkDirectory> claim(
      Storage storage, String location, OutputPlan plan, WriteMode mode, OutputKind kind)
      throws IOException {
    Path directory = storage.path(location);
    OutputState state = OutputState.of(storage, directory, kind);
    state.require(location, plan, mode);
    // with a manifest, it is an overwrite that was interrupted before it had removed that
    boolean replaces = mode == WriteMode.OVERWRITE || state.finished().isPresent();
    WorkDirectory claimed = new WorkDirectory(storage, directory, kind, replaces);
    if (mode == WriteMode.RESUME && state.isComplete(plan)) {
      // a run that was interrupted at its very end has left it
      storage.delete(claimed.path());
      return Optional.empty();
    }
    claimed.begin();
    return Optional.of(claimed);
  }

  /**
   * The checks of {@link #claim} alone: writes nothing.
   *
   * @throws InvalidInputException if the directory cannot be read
   */
  public static void check(
      Storage storage, String location, OutputPlan plan, WriteMode mode, OutputKind kind) {
    Path directory = storage.path(location);
    try {
      OutputState.of(storage, directory, kind).require(location, plan, mode);
    } catch (IOException e) {
      throw unusable(location, e);
    }
  }

  /** Refuses to remove what another process of this machine is writing. */
  static void requireIdle(Storage storage, String location, OutputKind kind) throws IOException {
    Path owner = new Path(new Path(storage.path(location), kind.work()), OWNER);
    OutputState.refuseIfWritten(location, kind.noun(), OutputOwner.read(storage, owner));
  }

  /** The error for a directory that cannot be read or written. */
  static InvalidInputException unusable(String location, IOException cause) {
    InvalidInputException unusable =
        new InvalidInputException(
            "--out",
            location,
            "a directory that can be created and written to (" + cause.getMessage() + ")");
    unusable.initCause(cause);
    return unusable;
  }

  private void begin() throws IOException {
    storage.makeDirectories(staging());
    put(OWNER, path(OWNER), Json.pretty(OutputOwner.thisProcess()));
    clear(path(), name -> !(name.startsWith(RUN) || name.startsWith(ENDED)) || name.equals(run));
  }

  /** Removes what a folder holds, but for some names. */
  void clear(Path from, Predicate<String> kept) throws IOException {
    for (String name : storage.list(from)) {
      if (!kept.test(name)) {
        Path entry = new Path(from, name);
        if (name.startsWith(RUN)) {
          retire(entry);
        } else {
          storage.delete(entry);
        }
      }
    }
  }

  /** Removes a folder in one step, so that nobody begins a file in it meanwhile. */
  private void retire(Path folder) throws IOException {
    Path retired = path(ENDED + UUID.randomUUID());
    storage.moveInto(folder, retired);
    storage.delete(retired);
  }

  /**
   * Records what the directory is going to be, and removes what was there before if that has to go.
   * The directory has a plan throughout, so that whenever this is interrupted, it can be repeated.
   *
   * @param parts removes finished parts, which beside the new plan would count as its own
   * @param finished names of the other things that there are, the manifest first: without it the
   *     rest is nothing finished any more
   */
  public void plan(OutputPlan plan, Removal parts, List<String> finished) throws IOException {
    if (replaces) {
      parts.run();
    }
    put(PLAN, path(PLAN), Json.pretty(plan));
    if (replaces) {
      for (String name : finished) {
        storage.delete(new Path(directory, name));
      }
    }
  }

  /** The directory that becomes something. */
  public Path directory() {
    return new Path(directory);
  }

  /** This folder. */
  Path path() {
    return new Path(directory, work);
  }

  /** Something in this folder, which a run to come finds. */
  Path path(String name) {
    return new Path(path(), name);
  }

  private Path staging() {
    return path(run);
  }

  /** Where this run begins a file that it moves into place when it is whole. */
  Path staging(String name) {
    return new Path(staging(), name);
  }

  /**
   * Writes a file so that its place holds it whole or not at all.
   *
   * @param staged its name until then
   */
  public void put(String staged, Path place, byte[] content) throws IOException {
    Path beside = staging(staged);
    storage.put(beside, content);
    storage.moveInto(beside, place);
  }

  /** The same for a text. */
  public void put(String staged, Path place, String content) throws IOException {
    put(staged, place, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes two files into a folder of their own: when the second is there, the first is, and both
   * are whole.
   */
  public void putPair(Path folder, String first, byte[] content, String second, byte[] record)
      throws IOException {
    Path one = staging(folder.getName() + "." + first);
    Path other = staging(folder.getName() + "." + second);
    // staged before the folder is made, which a run that was taken over must not do
    storage.put(one, content);
    storage.put(other, record);
    storage.makeDirectories(folder);
    storage.moveInto(one, new Path(folder, first));
    storage.moveInto(other, new Path(folder, second));
  }

  /** What a failure really is, if another run has claimed the directory since. */
  public IOException orTakenOver(IOException failure) {
    try {
      if (!storage.exists(staging())) {
        if (storage.isFile(new Path(directory, manifest))) {
          throw takenOver(" and completed", "nothing is left to do", failure);
        }
        Optional<OutputOwner> owner = OutputOwner.read(storage, path(OWNER));
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

  /** Removes this folder: all is there. */
  public void complete() {
    try {
      retire(staging());
      storage.delete(path());
    } catch (IOException e) {
      // it is complete all the same
    }
  }

  /** Gives the directory up; what still works for this run fails. */
  public void abandon() {
    try {
      if (storage.exists(staging())) {
        storage.delete(path(OWNER));
        retire(staging());
      }
    } catch (IOException e) {
      // the next run takes over
    }
  }
}
