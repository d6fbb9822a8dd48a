package ergode.backend.simd;

import ergode.expr.AngleAddition;
import ergode.expr.Contraction;
import ergode.expr.Graph;
import ergode.expr.Trees;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whole graphs give the bits of the reference backend, as they are and as solvers fuse them. */
class RandomGraphsTest {
  private static final int LANES = 19;

  @Provide
  Arbitrary<Graph> graphs() {
    List<Double> special = Arrays.stream(BothBackends.special()).boxed().toList();
    return Trees.graphs(
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.doubles().between(-3, 3)),
            Tuple.of(1, Arbitraries.of(special))));
  }

  @Provide
  Arbitrary<Integer> widths() {
    return Arbitraries.of(1, 2, 4, 8);
  }

  @Property(tries = 600, seed = "42", edgeCases = EdgeCasesMode.NONE)
  void agree(
      @ForAll("graphs") Graph graph,
      @ForAll("widths") int width,
      @ForAll boolean fused,
      @ForAll long seed) {
    Graph compiled = fused ? Contraction.of(AngleAddition.of(graph)) : graph;
    BothBackends both = new BothBackends(compiled, width);
    SplittableRandom random = new SplittableRandom(seed);
    double[] parameters = values(random, both.parameterCount());
    double[][] inputs = new double[both.inputRows()][];
    for (int row = 0; row < inputs.length; row++) {
      inputs[row] = values(random, LANES);
    }
    both.agree(inputs, parameters, LANES);
  }

  /** Ordinary numbers, among them a few that are not. */
  private static double[] values(SplittableRandom random, int count) {
    double[] special = BothBackends.special();
    return random
        .doubles(count, -3, 3)
        .map(x -> random.nextInt(8) == 0 ? special[random.nextInt(special.length)] : x)
        .toArray();
  }
}
