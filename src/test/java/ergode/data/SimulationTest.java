package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.design.FileDesign;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which configurations mean the same data set. */
class SimulationTest {
  private static Simulation with(Consumer<Simulations> change) {
    Simulations simulation = new Simulations();
    change.accept(simulation);
    return simulation.build();
  }

  private static ControllerConfig controller(ControllerConfig.Kind kind, double safety) {
    return new ControllerConfig(kind, 0, 1, 0, safety, 0.2, 10);
  }

  private static DynamicTest compare(
      String name, boolean same, Consumer<Simulations> one, Consumer<Simulations> other) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          String first = Manifest.hash(with(one).canonical());
          String second = Manifest.hash(with(other).canonical());
          if (same) {
            assertThat(first).isEqualTo(second);
          } else {
            assertThat(first).isNotEqualTo(second);
          }
        });
  }

  private static DynamicTest same(
      String name, Consumer<Simulations> one, Consumer<Simulations> other) {
    return compare(name, true, one, other);
  }

  private static DynamicTest differs(String key, Consumer<Simulations> change) {
    return compare(key, false, s -> {}, change);
  }

  @TestFactory
  Stream<DynamicTest> spellingsOfOneMeaningHaveOneHash() {
    double[] rows = {0.1, 0.2, 0, 0, 0.3, 0.4, 0, 0, 0.5, 0.6, 0, 0};
    return Stream.of(
        same("defaults", s -> {}, s -> {}),
        same(
            "auto is pid for a method with an error estimate",
            s -> {},
            s -> s.controller = controller(ControllerConfig.Kind.PID, 0.9)),
        same("the first step is the spacing of save points", s -> {}, s -> s.dt0 = 0.1),
        same(
            "a method without an error estimate has no tolerances",
            s -> s.method = "rk4",
            s -> {
              s.method = "rk4";
              s.tolerance = 1e-9;
              s.controller = controller(ControllerConfig.Kind.CONSTANT, 0.5);
            }),
        same(
            "a grid has no seed",
            s -> {
              s.samples = 25;
              s.kind = EnsembleConfig.Kind.GRID;
            },
            s -> {
              s.samples = 25;
              s.kind = EnsembleConfig.Kind.GRID;
              s.seed = 7;
            }),
        same(
            "a file has neither ranges nor seed",
            s -> s.file = new FileDesign(4, rows),
            s -> {
              s.file = new FileDesign(4, rows);
              s.seed = 7;
              s.halfWidth = 1;
            }));
  }

  @TestFactory
  Stream<DynamicTest> whatChangesBytesChangesTheHash() {
    return Stream.of(
        differs("system.m1", s -> s.parameters.put("m1", 1.5)),
        differs("ensemble.samples", s -> s.samples = 31),
        differs("ensemble.seed", s -> s.seed = 43),
        differs("ensemble.design", s -> s.kind = EnsembleConfig.Kind.SOBOL),
        differs("ensemble.theta1", s -> s.halfWidth = 1),
        differs("ensemble.file", s -> s.file = new FileDesign(4, new double[120])),
        differs("solver.method", s -> s.method = "dopri5"),
        differs("solver.rtol", s -> s.tolerance = Math.nextUp(1e-5)),
        differs("solver.dt0", s -> s.dt0 = 0.01),
        differs("solver.max-steps", s -> s.maxSteps = 99),
        differs(
            "solver.controller.safety",
            s -> s.controller = controller(ControllerConfig.Kind.AUTO, 0.8)),
        differs(
            "solver.controller.kind",
            s -> s.controller = controller(ControllerConfig.Kind.CONSTANT, 0.9)),
        differs("save.tmax", s -> s.tmax = 2.5),
        differs("save.points", s -> s.points = 22),
        differs("save.precision", s -> s.precision = Precision.FLOAT),
        differs("save.content", s -> s.content = SaveContent.SUMMARY),
        differs("output.shards", s -> s.shards = 4),
        differs("output.compression", s -> s.compression = Compression.SNAPPY),
        differs("output.encoding", s -> s.encoding = ListEncoding.BYTE_STREAM_SPLIT));
  }

  @Test
  void keysAreNamedAsInTheConfigurationFile() {
    assertThat(Simulations.small().canonical().keySet())
        .containsExactly(
            "ensemble.design",
            "ensemble.omega1",
            "ensemble.omega2",
            "ensemble.samples",
            "ensemble.seed",
            "ensemble.theta1",
            "ensemble.theta2",
            "output.compression",
            "output.encoding",
            "output.shards",
            "save.content",
            "save.points",
            "save.precision",
            "save.tmax",
            "solver.atol",
            "solver.controller.d",
            "solver.controller.factor-max",
            "solver.controller.factor-min",
            "solver.controller.i",
            "solver.controller.kind",
            "solver.controller.p",
            "solver.controller.safety",
            "solver.dt0",
            "solver.max-steps",
            "solver.method",
            "solver.rtol",
            "system.g",
            "system.l1",
            "system.l2",
            "system.m1",
            "system.m2",
            "system.name");
  }

  @Test
  void aTaskGetsOnlyItsRowsOfAFile() {
    double[] rows = new double[4 * 10];
    rows[4 * 7] = 1.25;
    Simulation whole = with(s -> s.file = new FileDesign(4, rows));
    Simulation last = whole.forShard(2);
    double[] state = new double[4];
    last.ensemble().design().initialCondition(7, state);
    assertThat(state).containsExactly(1.25, 0, 0, 0);
    assertThat(last.shards()).isEqualTo(whole.shards());
    assertThatThrownBy(() -> last.ensemble().design().initialCondition(5, state))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
