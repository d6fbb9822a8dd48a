package ergode.app;

import ergode.data.Manifest;
import ergode.data.Simulation;
import ergode.data.SolverConfig;
import ergode.data.SystemConfig;
import ergode.ode.SaveAt;
import ergode.train.HoldOut;
import ergode.train.LearningProblem;
import ergode.train.TrainedModel;
import ergode.train.UnseenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How a model is evaluated: as its {@code training.json} says, but for the keys that are set.
 *
 * @param solver of the model and of the exact equations
 * @param share that counts as held out, if the user has set it
 * @param notes in what the evaluation differs from the training, a sentence each
 */
record EvaluationSettings(SolverConfig solver, OptionalDouble share, List<String> notes) {
  private static final String HOLD_OUT = "train.hold-out";

  EvaluationSettings {
    notes = List.copyOf(notes);
  }

  /**
   * The evaluation that a configuration asks for.
   *
   * @throws ergode.data.InvalidInputException naming the first key that will not do, of the
   *     configuration or of {@code training.json}
   */
  static EvaluationSettings of(Settings settings, TrainedModel model, Manifest data) {
    SolverConfig ofTraining = model.solver();
    SolverConfig solver = TrainingSettings.solver(settings, ofTraining);
    OptionalDouble share =
        settings.isDefault(HOLD_OUT)
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                settings.located(() -> new HoldOut(settings.number(HOLD_OUT))).share());
    Simulation simulation = Simulation.of(data.config());
    LearningProblem.requireFits(model.model().lagrangian(), simulation.system());
    List<String> notes = new ArrayList<>(physics(model, simulation.system()));
    notes.addAll(holdOut(model, data, share));
    SaveAt saveAt = simulation.save().saveAt();
    notes.addAll(differences(solver.canonical(saveAt), ofTraining.canonical(saveAt)));
    return new EvaluationSettings(solver, share, notes);
  }

  private static List<String> physics(TrainedModel model, SystemConfig system) {
    Map<String, Object> trained = new TreeMap<>(model.model().constants());
    Map<String, Object> found = new TreeMap<>(system.values());
    found.put("l", system.values().getOrDefault("l1", Double.NaN));
    List<String> notes = new ArrayList<>();
    trained.forEach(
        (constant, value) -> {
          if (!value.equals(found.get(constant))) {
            notes.add(
                "the model was trained at %s = %s, the data set has %s"
                    .formatted(constant, value, found.get(constant)));
          }
        });
    return notes;
  }

  private static List<String> holdOut(TrainedModel model, Manifest data, OptionalDouble share) {
    double trained =
        UnseenRows.of(data, model.trainedRows(), OptionalDouble.empty()).holdOut().share();
    double asked = UnseenRows.of(data, model.trainedRows(), share).holdOut().share();
    if (asked == trained) {
      return List.of();
    }
    return List.of(
        note(HOLD_OUT, asked, trained)
            + (asked > trained ? ", so rows that it was trained on are scored, too" : ""));
  }

  private static List<String> differences(Map<String, Object> asked, Map<String, Object> trained) {
    Map<String, Object> all = new TreeMap<>(trained);
    all.putAll(asked);
    return all.keySet().stream()
        .filter(key -> !asked.getOrDefault(key, "").equals(trained.getOrDefault(key, "")))
        .map(key -> note(key, asked.getOrDefault(key, "unset"), trained.getOrDefault(key, "unset")))
        .toList();
  }

  private static String note(String key, Object asked, Object trained) {
    return "%s = %s, the model was trained with %s".formatted(key, asked, trained);
  }
}
