package ergode.train;

import ergode.data.Json;
import ergode.data.OutputExistsException;
import ergode.data.OutputKind;
import ergode.data.OutputPlan;
import ergode.data.Storage;
import ergode.data.WorkDirectory;
import ergode.data.WriteMode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;

/**
 * A directory that is becoming a model. {@code _training/plan.json} is written first; then {@code
 * metrics.jsonl} grows, and {@code checkpoints/} fills; the models and {@code training.json} come
 * last, and {@code _training/} goes. Killed at any moment, it can be resumed, and ends with the
 * bytes of an undisturbed run but for the seconds in the metrics.
 */
public final class TrainingRun implements AutoCloseable {
  public static final String MODEL = "model.safetensors";
  public static final String BEST = "best.safetensors";
  public static final String MANIFEST = "training.json";
  static final String WORK = "_training";
  private static final String RUN = "_run.json";
  private static final OutputKind KIND =
      new OutputKind("model", MANIFEST, WORK, Checkpoints.FOLDER, Checkpoints::isName);

  private final Storage storage;
  private final OutputPlan plan;
  private final WorkDirectory work;

  private TrainingRun(Storage storage, OutputPlan plan, WorkDirectory work) {
    this.storage = storage;
    this.plan = plan;
    this.work = work;
  }

  /**
   * Claims a directory for a model.
   *
   * @param plan with all that decides the result: recipe, data, architecture, first parameters
   * @return the run, or nothing if {@code mode} is RESUME and the model is already complete
   * @throws OutputExistsException if the directory is taken and {@code mode} does not allow for
   *     that
   * @throws ergode.data.InvalidInputException if the directory cannot be made or written to
   */
  public static Optional<TrainingRun> claim(
      Storage storage, String location, OutputPlan plan, WriteMode mode) {
    return WorkDirectory.claim(
        storage,
        location,
        plan,
        mode,
        KIND,
        work -> {
          work.plan(
              plan,
              () -> Checkpoints.removeAll(storage, work.directory()),
              List.of(MANIFEST, MODEL, BEST, RUN, MetricsLog.FILE));
          return new TrainingRun(storage, plan, work);
        });
  }

  /** The checks of {@link #claim} alone: writes nothing. */
  public static void check(Storage storage, String location, OutputPlan plan, WriteMode mode) {
    WorkDirectory.check(storage, location, plan, mode, KIND);
  }

  private Path place(String name) {
    return new Path(work.directory(), name);
  }

  /**
   * Trains to the end, from the latest checkpoint if there is one, and completes the model.
   *
   * @param initial the parameters to start from
   * @param model the bytes of a model file with some parameters
   * @param run what may differ between two runs of the same plan, asked for at the end
   * @param progress told of each step that this run takes
   * @throws DivergedException if too many steps in a row are not finite
   */
  public TrainingManifest train(
      Trainer trainer,
      double[] initial,
      CheckpointPolicy policy,
      Function<double[], byte[]> model,
      Supplier<Map<String, Object>> run,
      TrainingListener progress)
      throws IOException {
    try {
      Checkpoints checkpoints = Checkpoints.open(storage, work, plan, policy.keep());
      TrainingState state =
          checkpoints
              .latest(trainer.recipe())
              .orElseGet(() -> TrainingState.initial(trainer.recipe(), initial));
      train(trainer, state, checkpoints, policy, progress);
      return finish(trainer.recipe(), state, checkpoints, model, run);
    } catch (IOException e) {
      throw work.orTakenOver(e);
    }
  }

  private void train(
      Trainer trainer,
      TrainingState state,
      Checkpoints checkpoints,
      CheckpointPolicy policy,
      TrainingListener progress)
      throws IOException {
    try (MetricsLog log = MetricsLog.after(state.counts().step(), storage, work)) {
      trainer.run(
          state,
          (metrics, after) -> {
            log.add(metrics);
            progress.step(metrics, after);
            if (policy.isDue(after)) {
              // a checkpoint vouches for the lines before it
              log.sync();
              checkpoints.write(after, metrics.points());
            }
          });
    }
  }

  private TrainingManifest finish(
      Recipe recipe,
      TrainingState state,
      Checkpoints checkpoints,
      Function<double[], byte[]> model,
      Supplier<Map<String, Object>> run)
      throws IOException {
    byte[] last = model.apply(state.parameters());
    CheckpointRecord bestRecord = checkpoints.best();
    byte[] best = model.apply(checkpoints.state(recipe, bestRecord).parameters());
    TrainingManifest manifest =
        TrainingManifest.of(plan, state, bestRecord, Storage.sha256(last), Storage.sha256(best));
    work.put(MODEL, place(MODEL), last);
    work.put(BEST, place(BEST), best);
    work.put(RUN, place(RUN), Json.pretty(run.get()));
    work.put(MANIFEST, place(MANIFEST), Json.pretty(manifest));
    work.complete();
    return manifest;
  }

  /** Gives the directory up; its checkpoints stay for a run to come. */
  @Override
  public void close() {
    work.abandon();
  }
}
