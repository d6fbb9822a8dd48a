package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.backend.ReferenceBackend;
import ergode.backend.simd.GeneratedMethods;
import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The code that the solver's graphs become is compiled to machine code. A method of more than 8,000
 * bytecodes would stay interpreted, a hundred times slower, and nothing would say so.
 */
class GeneratedCodeTest {

  /**
   * Above some 2,200 bytecodes C1 has been seen to give up ("out of virtual registers"), whereupon
   * a method is interpreted for half a minute or for good.
   */
  private static final int LONGEST = 2_000;

  /** Keeps the graphs that it compiles. */
  private static final class Recording implements Backend {
    private final List<Graph> graphs = new ArrayList<>();

    @Override
    public String name() {
      return "recording";
    }

    @Override
    public Kernel compile(Graph graph) {
      graphs.add(graph);
      return new ReferenceBackend().compile(graph);
    }
  }

  static Stream<SolverSettings> settings() {
    return Methods.all().stream()
        .flatMap(
            method ->
                method.isAdaptive()
                    ? Stream.of(Runs.fixed(method, 0.01), Runs.adaptive(method, 1e-6, 0.01))
                    : Stream.of(Runs.fixed(method, 0.01)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void noMethodOfAStepIsTooLong(SolverSettings settings) {
    InitialValueProblem watched = Pendulum.problem(9.8);
    Recording backend = new Recording();
    for (InitialValueProblem problem :
        List.of(watched, new InitialValueProblem(watched.field(), watched.parameters(), null))) {
      assertThat(new EnsembleSolver(backend, problem, settings, new SaveAt(0, 1, 5), 8))
          .isNotNull();
    }
    assertThat(backend.graphs).hasSizeGreaterThanOrEqualTo(8);
    for (Graph graph : backend.graphs) {
      Map<String, Integer> lengths = GeneratedMethods.lengths(graph, 8);
      assertThat(lengths).as("all of a step has a vector form").containsKeys("shared", "lanes");
      assertThat(lengths.values()).allMatch(length -> length <= LONGEST);
    }
  }

  /** Copies of the network in one graph share their loops: otherwise there were hundreds. */
  @Test
  void noMethodOfATrainingStepIsTooLong() {
    NetworkGraphs network = new NetworkGraphs(32, 3);
    for (Graph graph : List.of(network.fieldGradient(), network.step(), network.stepGradient())) {
      Map<String, Integer> lengths = GeneratedMethods.lengths(graph, 8);
      assertThat(lengths).as("all of it has a vector form").containsKeys("product0", "lanes");
      assertThat(lengths).hasSizeLessThan(100);
      assertThat(lengths.values()).allMatch(length -> length <= LONGEST);
    }
  }
}
