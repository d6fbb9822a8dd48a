package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ergode.backend.Backend;
import ergode.backend.Backends;
import ergode.mechanics.DoublePendulum;
import ergode.mechanics.Inversion;
import ergode.network.Activation;
import ergode.network.Architecture;
import ergode.network.Features;
import ergode.network.Form;
import ergode.network.NeuralLagrangian;
import ergode.ode.EnsembleSolver;
import ergode.ode.InitialValueProblem;
import ergode.ode.Methods;
import ergode.ode.SaveAt;
import ergode.ode.SolverSettings;
import ergode.ode.StepControl;
import ergode.ode.Tolerances;
import ergode.ode.VectorField;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Twenty steps of training against those of JAX, diffrax and optax: see the note beside the file.
 */
class GoldenTrainingTest {
  private static final JsonNode GOLDEN = read();
  private static final SaveAt SAVE_AT = new SaveAt(0, 5, 251);
  private static final SolverSettings SETTINGS =
      new SolverSettings(
          Methods.byName("tsit5").orElseThrow(),
          StepControl.Pid.integral(new Tolerances(1e-5, 1e-5)),
          SAVE_AT.spacing(),
          100_000);
  private static final NeuralLagrangian MODEL =
      new Architecture(
              "double-pendulum",
              Form.POTENTIAL_GL2,
              Features.FOURIER,
              32,
              3,
              Activation.TANH,
              false,
              false,
              Inversion.SOLVE)
          .lagrangian();

  private static JsonNode read() {
    try (InputStream in =
        GoldenTrainingTest.class.getResourceAsStream("/golden/train/nde-training-tanh.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void lossesAndNormsOfTwentyAdamStepsAreThoseOfJax() {
    Backend backend = Backends.select(Backends.Choice.SIMD).backend();
    double[] parameters = parameters("weights", "biases");
    Adam adam = new Adam(new AdamSettings(0.9, 0.999, 1e-8, 0, 1e30), parameters.length);
    try (TrajectoryObjective objective = objective(backend, 2)) {
      for (int step = 0; step < GOLDEN.get("loss").size(); step++) {
        int[] batch = ints(GOLDEN.get("batches").get(step));
        Evaluation start =
            adam.step(parameters, p -> objective.evaluate(p, batch, SAVE_AT.points()), 5e-3);
        double loss = GOLDEN.get("loss").get(step).asDouble();
        double norm = GOLDEN.get("gradient_norm").get(step).asDouble();
        assertThat(start.loss()).as("loss of step %d", step).isCloseTo(loss, within(1e-6 * loss));
        assertThat(start.gradientNorm())
            .as("gradient norm of step %d", step)
            .isCloseTo(norm, within(1e-5 * norm));
      }
    }
    double[] end = parameters("final_weights", "final_biases");
    for (int i = 0; i < end.length; i++) {
      assertThat(parameters[i]).as(MODEL.layout().element(i)).isCloseTo(end[i], within(1e-6));
    }
  }

  static TrajectoryObjective objective(Backend backend, int threads) {
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("g", 9.8);
    for (String name : List.of("l", "m1", "m2", "l1", "l2")) {
      constants.put(name, 1.0);
    }
    DoublePendulum pendulum = new DoublePendulum();
    LearningProblem problem =
        new LearningProblem(
            MODEL.rhs(), pendulum.equationsOfMotion().rhs(pendulum.parameterNames()), constants);
    return new TrajectoryObjective(
        backend,
        problem,
        new LossTerms(true, MotionTarget.ORACLE),
        SETTINGS,
        data(backend),
        threads);
  }

  private static TrajectoryData data(Backend backend) {
    DoublePendulum pendulum = new DoublePendulum();
    InitialValueProblem truth =
        new InitialValueProblem(
            VectorField.autonomous(pendulum.equationsOfMotion().rhs(pendulum.parameterNames())),
            new double[] {1, 1, 1, 1, 9.8},
            null);
    JsonNode initial = GOLDEN.get("y0");
    double[][][] states = new double[initial.size()][4][];
    long[] ids = new long[initial.size()];
    new EnsembleSolver(backend, truth, SETTINGS, SAVE_AT, 16)
        .solve(
            (id, y) -> System.arraycopy(doubles(initial.get((int) id)), 0, y, 0, y.length),
            0,
            initial.size(),
            trajectory -> {
              ids[(int) trajectory.id()] = trajectory.id();
              for (int i = 0; i < 4; i++) {
                states[(int) trajectory.id()][i] = trajectory.saved()[i].clone();
              }
            });
    return new TrajectoryData(SAVE_AT, ids, states);
  }

  private static double[] parameters(String weights, String biases) {
    List<Double> flat = new ArrayList<>();
    for (int layer = 0; layer < GOLDEN.get(weights).size(); layer++) {
      GOLDEN.get(weights).get(layer).forEach(row -> row.forEach(w -> flat.add(w.asDouble())));
      if (layer < GOLDEN.get(biases).size()) {
        GOLDEN.get(biases).get(layer).forEach(b -> flat.add(b.asDouble()));
      }
    }
    return flat.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }
}
