package ergode.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What a directory holds before it is claimed.
 *
 * @param kind of what it is to become
 * @param isFile whether it is none
 * @param names of what it holds
 * @param finished what its manifest says
 * @param begun what the plan of an unfinished run says
 * @param owner who wrote the plan
 * @param strangers names among the parts that ergode does not give
 */
record OutputState(
    OutputKind kind,
    boolean isFile,
    List<String> names,
    Optional<OutputPlan> finished,
    Optional<OutputPlan> begun,
    Optional<OutputOwner> owner,
    List<String> strangers) {
  private static final int SHOWN_NAMES = 5;
  private static final String ELSEWHERE = "give another directory as --out";

  static OutputState of(Storage storage, Path directory, OutputKind kind) throws IOException {
    boolean isFile = storage.isFile(directory);
    Path work = new Path(directory, kind.work());
    return new OutputState(
        kind,
        isFile,
        isFile ? List.of() : storage.list(directory),
        OutputPlan.read(storage, new Path(directory, kind.manifest())),
        OutputPlan.read(storage, new Path(work, WorkDirectory.PLAN)),
        OutputOwner.read(storage, new Path(work, WorkDirectory.OWNER)),
        storage.list(new Path(directory, kind.parts())).stream()
            .filter(name -> !kind.isPart().test(name))
            .toList());
  }

  /** Whether what the plan describes is there already. */
  boolean isComplete(OutputPlan plan) {
    return finished.filter(f -> f.hasBytesOf(plan)).isPresent();
  }

  /**
   * Refuses what {@code mode} does not allow for.
   *
   * @param location as the user gave it
   */
  void require(String location, OutputPlan plan, WriteMode mode) {
    if (isFile) {
      throw new OutputExistsException(location, "is a file", ELSEWHERE);
    }
    // only the working directory, without a plan: of a run that was interrupted at its very start
    boolean vacant = names.isEmpty() || (names.equals(List.of(kind.work())) && begun.isEmpty());
    refuseIfWritten(location, kind.noun(), owner);
    if (vacant) {
      return;
    }
    if (finished.isEmpty() && begun.isEmpty()) {
      throw new OutputExistsException(
          location,
          "is not empty and holds no ergode %s (it holds %s)".formatted(kind.noun(), some(names)),
          ELSEWHERE);
    }
    if (mode != WriteMode.CREATE && !strangers.isEmpty()) {
      throw new OutputExistsException(
          location,
          "holds %s/%s, which ergode did not write".formatted(kind.parts(), strangers.get(0)),
          "move it out of the " + kind.noun());
    }
    if (mode != WriteMode.OVERWRITE) {
      refuseToMix(location, plan);
    }
    if (mode == WriteMode.CREATE) {
      refuseToCreate(location);
    }
  }

  static void refuseIfWritten(String location, String noun, Optional<OutputOwner> owner) {
    if (owner.filter(OutputOwner::isAliveElsewhere).isPresent()) {
      throw new OutputExistsException(
          location,
          "is being written by " + owner.get(),
          "wait for it, or end it and add --resume to complete the " + noun);
    }
  }

  private void refuseToCreate(String location) {
    if (finished.isPresent()) {
      throw new OutputExistsException(
          location, "holds a " + kind.noun(), ELSEWHERE + ", or --overwrite to replace it");
    }
    throw new OutputExistsException(
        location,
        "holds an unfinished " + kind.noun(),
        "add --resume to complete it, or --overwrite to start again");
  }

  /** Half of the shards from one configuration or version, half from another. */
  private void refuseToMix(String location, OutputPlan plan) {
    if (isComplete(plan) || begun.filter(b -> b.hasBytesOf(plan)).isPresent()) {
      return;
    }
    OutputPlan there = begun.or(() -> finished).orElseThrow();
    throw there.hasConfigOf(plan)
        ? new OutputExistsException(
            location,
            "holds the work of other versions, which differ in " + there.differences(plan),
            "go on with those, give another directory as --out, or --overwrite to replace it")
        : new OutputExistsException(
            location,
            "holds another configuration, which differs in " + there.differences(plan),
            ELSEWHERE + ", or --overwrite to replace it");
  }

  /** A few of some names, and how many more there are. */
  static String some(List<String> names) {
    int shown = Math.min(names.size(), SHOWN_NAMES);
    String list = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
  }
}
