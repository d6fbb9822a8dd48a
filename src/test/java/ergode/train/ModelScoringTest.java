package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.ReferenceBackend;
import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.Solved;
import ergode.data.SystemConfig;
import ergode.mechanics.Inversion;
import ergode.network.Activation;
import ergode.network.Architecture;
import ergode.network.Features;
import ergode.network.Form;
import ergode.network.Model;
import ergode.network.TorusGrid;
import ergode.ode.SaveAt;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models whose potential is known in closed form are scored. */
class ModelScoringTest {
  private final Simulations few = new Simulations();

  @BeforeEach
  void tame() {
    few.samples = 10;
    few.halfWidth = 0.5;
  }

  private static TrajectoryData recorded(Simulation simulation) {
    List<Solved> solved = Solved.all(simulation);
    return new TrajectoryData(
        simulation.save().saveAt(),
        solved.stream().mapToLong(Solved::id).toArray(),
        solved.stream().map(Solved::saved).toArray(double[][][]::new));
  }

  private static ModelScoring scoring(Model model, Simulation simulation, int threads) {
    return new ModelScoring(
        new ReferenceBackend(), model, simulation.system(), simulation.solver(), threads);
  }

  private ModelScores scores(Model model) {
    Simulation simulation = few.build();
    return scoring(model, simulation, 1).onRecorded("all", recorded(simulation)).scores();
  }

  /** At other physical parameters, from the states at which those of 9.8 and 1 start. */
  private ModelScores elsewhere(Model model, double g, double l) {
    TrajectoryData starts = recorded(few.build());
    few.parameters.putAll(Map.of("g", g, "l1", l, "l2", l));
    return scoring(model, few.build(), 1).fromStartsOf("all", starts).scores();
  }

  @Test
  void theExactPotentialScoresWhatTheExactFieldDoes() {
    ModelScores scores = scores(KnownModels.pendulum(Form.POTENTIAL_GL2, 1));
    assertThat(scores.trajectories()).isEqualTo(10);
    assertThat(scores.model().motionAtReference().max()).isLessThan(1e-24);
    assertThat(scores.model().motionAtForecast().max()).isLessThan(1e-24);
    double solver = scores.exact().truth().meanSquare().median();
    assertThat(solver).isBetween(1e-16, 1e-6);
    assertThat(scores.model().truth().meanSquare().median())
        .isCloseTo(solver, within(1e-4 * solver));
    // the data were made by the same solver
    assertThat(scores.exact().recorded().meanSquare().max()).isZero();
    assertThat(scores.model().recorded().meanSquare().max()).isLessThan(1e-20);
    assertThat(scores.model().truth().validTime().median()).isEqualTo(2);
    double drift = scores.exact().energyDrift().median();
    assertThat(drift).isBetween(1e-12, 1e-3);
    assertThat(scores.model().energyDrift().median()).isCloseTo(drift, within(1e-4 * drift));
    double own = scores.exact().ownDrift().median();
    assertThat(scores.model().ownDrift().median()).isCloseTo(own, within(1e-4 * own));
    assertThat(own).isBetween(1e-12, 1e-3);
  }

  /** A potential a tenth too deep is a gravity a tenth too strong. */
  @Test
  void aDeeperPotentialErrsAsAStrongerGravity() {
    ModelScores scores = scores(KnownModels.pendulum(Form.POTENTIAL_GL2, 1.1));
    TrajectoryData recorded = recorded(few.build());
    few.parameters.put("g", 1.1 * 9.8);
    TrajectoryData heavy = recorded(few.build());
    double[] meanSquares = new double[10];
    for (int i = 0; i < 10; i++) {
      for (int component = 0; component < 4; component++) {
        for (int k = 0; k < 21; k++) {
          double error = heavy.states()[i][component][k] - recorded.states()[i][component][k];
          meanSquares[i] += error * error / (4 * 21);
        }
      }
    }
    double mean = Arrays.stream(meanSquares).average().orElseThrow();
    assertThat(scores.model().recorded().meanSquare().mean()).isCloseTo(mean, within(1e-6 * mean));
    assertThat(scores.model().recorded().meanSquare().max())
        .isCloseTo(Arrays.stream(meanSquares).max().orElseThrow(), within(1e-6 * meanSquares[0]));
    assertThat(scores.model().truth().validTime().mean()).isLessThan(2);
    // its own energy is kept, the true one is not
    assertThat(scores.model().ownDrift().max()).isLessThan(1e-3);
    assertThat(scores.model().energyDrift().max())
        .isGreaterThan(100 * scores.model().ownDrift().max());
  }

  /**
   * At rest, {@code M a = -grad V}; with equal angles of both rods hanging at q, {@code a1 = -g sin
   * q / l} and {@code a2 = 0}.
   */
  @Test
  void theErrorOfTheEquationOfMotionIsThatOfTheAccelerations() {
    double[][][] states = new double[1][4][2];
    Arrays.fill(states[0][0], 0.3);
    Arrays.fill(states[0][1], 0.3);
    TrajectoryData hanging = new TrajectoryData(new SaveAt(0, 1e-9, 2), new long[] {7}, states);
    Simulation simulation = few.build();
    ModelScores scores =
        scoring(KnownModels.pendulum(Form.POTENTIAL_GL, 0), simulation, 1)
            .onRecorded("hanging", hanging)
            .scores();
    double a1 = 9.8 * Math.sin(0.3);
    assertThat(scores.model().motionAtReference().mean()).isCloseTo(a1 * a1 / 4, within(1e-12));
    assertThat(scores.exact().motionAtReference().mean()).isZero();
  }

  @Test
  void theSeedsFormIsRightAtEveryGravityButOnlyAtItsOwnLength() {
    Model seed = KnownModels.pendulum(Form.POTENTIAL_GL2, 1);
    assertThat(elsewhere(seed, 1.62, 1).model().motionAtReference().max()).isLessThan(1e-24);
    ModelScores shorter = elsewhere(seed, 9.8, 0.7);
    assertThat(shorter.model().motionAtReference().median()).isGreaterThan(0.01);
    assertThat(shorter.model().truth().meanSquare().median())
        .isGreaterThan(1000 * shorter.exact().truth().meanSquare().median());
    assertThat(shorter.model().recorded()).isNull();
    assertThat(shorter.system()).containsEntry("l1", 0.7);
    Model linear = KnownModels.pendulum(Form.POTENTIAL_GL, 1);
    assertThat(elsewhere(linear, 1.62, 0.7).model().motionAtReference().max()).isLessThan(1e-24);
  }

  @Test
  void forecastsThatDoNotArriveAreCountedAndInfinite() {
    few.maxSteps = 3;
    Simulation hasty = few.build();
    few.maxSteps = 100_000;
    ModelScores scores =
        scoring(KnownModels.pendulum(Form.POTENTIAL_GL2, 1), hasty, 1)
            .onRecorded("all", recorded(few.build()))
            .scores();
    assertThat(scores.model().failed()).isEqualTo(10);
    assertThat(scores.model().truth().meanSquare().median()).isInfinite();
    assertThat(scores.model().motionAtForecast().median()).isInfinite();
    assertThat(scores.model().energyDrift().median()).isInfinite();
    assertThat(scores.model().ownDrift().median()).isInfinite();
    assertThat(scores.exact().motionAtForecast().median()).isInfinite();
    assertThat(scores.exact().ownDrift().median()).isInfinite();
    assertThat(scores.model().motionAtReference().max()).isLessThan(1e-24);
    assertThat(scores.exact().motionAtReference().max()).isZero();
  }

  /** Three of ten: beyond the median, and within the last decile. */
  @Test
  void theForecastsThatArriveKeepTheirErrors() {
    TrajectoryData recorded = recorded(few.build());
    long[] steps =
        Solved.all(few.build()).stream()
            .mapToLong(s -> s.steps() + s.rejected())
            .sorted()
            .toArray();
    assertThat(steps[6]).isLessThan(steps[7]);
    few.maxSteps = steps[6];
    ModelScores scores =
        scoring(KnownModels.pendulum(Form.POTENTIAL_GL2, 1), few.build(), 1)
            .onRecorded("all", recorded)
            .scores();
    for (FieldScores field : List.of(scores.model(), scores.exact())) {
      assertThat(field.failed()).isEqualTo(3);
      for (ForecastErrors.Summary errors :
          List.of(
              field.truth().meanSquare(),
              field.recorded().meanSquare(),
              field.motionAtForecast(),
              field.energyDrift(),
              field.ownDrift())) {
        assertThat(errors.median()).isBetween(0.0, 1e-3);
        assertThat(errors.p90()).isInfinite();
      }
      assertThat(field.motionAtReference().max()).isLessThan(1e-24);
    }
  }

  /** Any multiple of a free Lagrangian has the same motion, so its energy has no unit. */
  @Test
  void theEnergyOfAFreeLagrangianIsNotCompared() {
    Architecture free =
        new Architecture(
            "double-pendulum",
            Form.FREE,
            Features.FOURIER,
            3,
            1,
            Activation.TANH,
            false,
            false,
            Inversion.SOLVE);
    double[] parameters = free.lagrangian().initial(1);
    ModelScores scores = scores(new Model(free, Map.of(), parameters));
    assertThat(scores.model().ownDrift()).isNull();
    assertThat(scores.exact().ownDrift()).isNotNull();
  }

  @Test
  void threadsChangeNothing() {
    Simulation simulation = Simulations.small();
    Model model = KnownModels.pendulum(Form.POTENTIAL_GL2, 1.1);
    TrajectoryData recorded = recorded(simulation);
    assertThat(Json.pretty(scoring(model, simulation, 3).onRecorded("all", recorded).scores()))
        .isEqualTo(Json.pretty(scoring(model, simulation, 1).onRecorded("all", recorded).scores()));
  }

  @Test
  void unequalLengthsAreRefused() {
    few.parameters.put("l2", 0.5);
    assertThatThrownBy(() -> scores(KnownModels.pendulum(Form.POTENTIAL_GL2, 1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("system.l2 = 0.5");
  }

  @Test
  void aKnownPotentialIsMappedBesideTheTrueOne() {
    SystemConfig system =
        new SystemConfig(
            "double-pendulum",
            new TreeMap<>(Map.of("m1", 2.0, "m2", 2.0, "l1", 0.5, "l2", 0.5, "g", 9.8)));
    PotentialMap exact = map(KnownModels.pendulum(Form.POTENTIAL_GL, 1), system);
    TorusGrid grid = new TorusGrid(8);
    double q = grid.angle(1);
    double p = grid.angle(5);
    double lowest = 9.8 * 0.5 * 3 * Math.cos(grid.angle(4));
    assertThat(exact.truth()[1][5])
        .isCloseTo(lowest - 9.8 * 0.5 * (2 * Math.cos(q) + Math.cos(p)), within(1e-12));
    assertThat(exact.largestError()).isLessThan(1e-12);
    PotentialMap flat = map(KnownModels.pendulum(Form.POTENTIAL_GL, 0), system);
    // of a potential that is constant the mean is left
    assertThat(flat.learned()[0][0]).isCloseTo(lowest, within(1e-12));
    assertThat(flat.largestError()).isCloseTo(lowest, within(1e-12));
  }

  private static PotentialMap map(Model model, SystemConfig system) {
    return PotentialMap.of(new ReferenceBackend(), model, system, new TorusGrid(8)).orElseThrow();
  }
}
