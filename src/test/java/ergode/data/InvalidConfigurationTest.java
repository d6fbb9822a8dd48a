package ergode.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.ode.Methods;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every refused value is named with its key and with what would be accepted. */
class InvalidConfigurationTest {
  private static DynamicTest refused(String message, Consumer<Simulations> change) {
    return DynamicTest.dynamicTest(
        message,
        () -> {
          Simulations simulation = new Simulations();
          assertThatThrownBy(
                  () -> {
                    change.accept(simulation);
                    simulation.build();
                  })
              .isInstanceOf(InvalidInputException.class)
              .hasMessage(message);
        });
  }

  private static ControllerConfig pid(
      double p, double i, double d, double safety, double min, double max) {
    return new ControllerConfig(ControllerConfig.Kind.PID, p, i, d, safety, min, max);
  }

  @TestFactory
  Stream<DynamicTest> systems() {
    return Stream.of(
        refused(
            "system.m2 = 0.0: expected a positive finite number (mass of the lower bob, kg)",
            s -> s.parameters.put("m2", 0.0)),
        refused(
            "system.g = NaN: expected a positive finite number (acceleration of gravity, m/s^2)",
            s -> s.parameters.remove("g")),
        refused(
            "system = [g, l1, l2, l3, m1, m2]: expected the parameters [m1, m2, l1, l2, g]",
            s -> s.parameters.put("l3", 1.0)),
        refused(
            "system.name = triple-pendulum: expected one of double-pendulum",
            s -> {
              Map<String, Double> none = new TreeMap<>();
              new SystemConfig("triple-pendulum", none);
            }));
  }

  @TestFactory
  Stream<DynamicTest> solvers() {
    String positive = ": expected a positive finite number";
    return Stream.of(
        refused(
            "solver.method = Tsit5: expected one of " + String.join(", ", Methods.names()),
            s -> s.method = "Tsit5"),
        refused("solver.rtol = 0.0" + positive, s -> s.tolerance = 0),
        refused("solver.rtol = -1.0E-5" + positive, s -> s.tolerance = -1e-5),
        refused("solver.rtol = NaN" + positive, s -> s.tolerance = Double.NaN),
        refused("solver.rtol = Infinity" + positive, s -> s.tolerance = 1 / 0.0),
        refused("solver.dt0 = 0.0" + positive, s -> s.dt0 = 0.0),
        refused(
            "solver.max-steps = 0: expected a whole number from 1 to 2147483647",
            s -> s.maxSteps = 0),
        refused(
            "solver.max-steps = 2147483648: expected a whole number from 1 to 2147483647",
            s -> s.maxSteps = 1L << 31),
        refused(
            "solver.controller.kind = pid: expected constant or auto, because the method euler has"
                + " no error estimate",
            s -> {
              s.method = "euler";
              s.controller = pid(0, 1, 0, 0.9, 0.2, 10);
            }));
  }

  @TestFactory
  Stream<DynamicTest> controllers() {
    return Stream.of(
        refused(
            "solver.controller.safety = 1.0: expected a number between 0 and 1, exclusive",
            s -> s.controller = pid(0, 1, 0, 1, 0.2, 10)),
        refused(
            "solver.controller.factor-min = 0.9: expected a positive number below"
                + " solver.controller.safety = 0.9",
            s -> s.controller = pid(0, 1, 0, 0.9, 0.9, 10)),
        refused(
            "solver.controller.factor-max = 1.0: expected a finite number above 1",
            s -> s.controller = pid(0, 1, 0, 0.9, 0.2, 1)),
        refused(
            "solver.controller.p = NaN: expected a finite number",
            s -> s.controller = pid(Double.NaN, 1, 0, 0.9, 0.2, 10)),
        refused(
            "solver.controller.d = Infinity: expected a finite number",
            s -> s.controller = pid(0, 1, 1 / 0.0, 0.9, 0.2, 10)),
        refused(
            "solver.controller.i = 0.5: expected a finite number with p + i + d > 0, because a"
                + " larger error must mean a smaller step",
            s -> s.controller = pid(0, 0.5, -0.5, 0.9, 0.2, 10)));
  }

  @TestFactory
  Stream<DynamicTest> savePoints() {
    String seconds = ": expected a positive finite number of seconds, from 1.0E-100 to 1.0E100";
    String points = ": expected a whole number from 2 to 10000000";
    return Stream.of(
        refused("save.tmax = 0.0" + seconds, s -> s.tmax = 0),
        refused("save.tmax = -1.0" + seconds, s -> s.tmax = -1),
        refused("save.tmax = NaN" + seconds, s -> s.tmax = Double.NaN),
        refused("save.points = 1" + points, s -> s.points = 1),
        refused("save.points = 10000001" + points, s -> s.points = 10_000_001),
        refused(
            "output.shards = 31: expected auto or a whole number from 1 to 30", s -> s.shards = 31),
        refused(
            "output.shards = 0: expected auto or a whole number from 1 to 30", s -> s.shards = 0));
  }

  @TestFactory
  Stream<DynamicTest> labels() {
    return Stream.of(0.0, -1.0, Double.NaN, 1 / 0.0)
        .map(
            cut ->
                refused(
                    "filter.cut = " + cut + ": expected a positive finite number (rad)",
                    s -> new AngleRule(cut)));
  }

  @TestFactory
  Stream<DynamicTest> names() {
    return Stream.of(
        refused(
            "save.precision = half: expected one of double, float",
            s -> s.precision = Names.parse("save.precision", "half", Precision.class)),
        refused(
            "output.compression = gzip: expected one of zstd, snappy, none",
            s -> s.compression = Names.parse("output.compression", "gzip", Compression.class)));
  }
}
