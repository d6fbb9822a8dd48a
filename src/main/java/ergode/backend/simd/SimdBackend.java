package ergode.backend.simd;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.backend.LaneGroups;
import ergode.backend.Recent;
import ergode.backend.ReferenceBackend;
import ergode.expr.Graph;
import ergode.expr.Structure;
import java.util.function.BiConsumer;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ClassBodyEvaluator;

/**
 * Kernels over the vector unit of the processor, through generated code, bit for bit what {@link
 * ReferenceBackend} computes. It also takes the graphs with an operation that has no vector form:
 * linear systems of three or more unknowns, and sums over lanes that are no totals.
 */
public final class SimdBackend implements Backend {

  /** Of all tasks in this JVM: a class that one has warmed up serves all later ones. */
  private static final Recent<Key, Generated> GENERATED = new Recent<>();

  private final Backend fallback = new ReferenceBackend();
  private final int width;

  private record Key(Structure structure, int width) {}

  /** A kernel's class, and how its instances learn what they need to know. */
  private record Generated(Class<?> type, BiConsumer<Object, Graph> bind) {
    static Generated of(Graph graph, int width) {
      if (!WideValues.isFor(graph)) {
        KernelPlan plan = new KernelPlan(graph);
        Class<?> type = classOf(new KernelSource(plan, width).members(), SimdKernel.class);
        return new Generated(type, (kernel, g) -> ((SimdKernel) kernel).bind(g, plan, width));
      }
      WidePlan plan = new WidePlan(graph, width);
      WideSource source = new WideSource(plan, width);
      WideProgram program = WideProgram.of(graph, plan, source, width);
      return new Generated(
          classOf(source.members(), WideKernel.class),
          (kernel, g) ->
              ((WideKernel) kernel)
                  .bind(program, new ReferenceBackend().compile(WideValues.of(g).sharedGraph(g))));
    }
  }

  /**
   * A backend for vectors of one width; narrower and wider ones than the processor's are right,
   * too, but slow.
   *
   * @param width lanes of a vector: 1, 2, 4, 8, or those of the longest vector of this JVM
   */
  public SimdBackend(int width) {
    this.width = width;
  }

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public Kernel compile(Graph graph) {
    if (!canTake(graph, width)) {
      return fallback.compile(graph);
    }
    Generated generated =
        GENERATED.get(new Key(Structure.of(graph), width), () -> Generated.of(graph, width));
    try {
      Kernel kernel = (Kernel) generated.type().getDeclaredConstructor().newInstance();
      generated.bind().accept(kernel, graph);
      return kernel;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated kernel cannot be made", e);
    }
  }

  /** Whether there is vector code for a graph. */
  static boolean canTake(Graph graph, int width) {
    return WideValues.isFor(graph)
        ? LaneGroups.SIZE % width == 0 && WideValues.canTake(graph)
        : Scalars.canTake(graph);
  }

  private static Class<?> classOf(String source, Class<? extends Kernel> parent) {
    return compiled(source, parent).getClazz();
  }

  /** The class of a kernel, and its bytes. */
  static ClassBodyEvaluator compiled(String source, Class<? extends Kernel> parent) {
    ClassBodyEvaluator evaluator = new ClassBodyEvaluator();
    // executors load the application in a child of the system loader: only that one sees this class
    evaluator.setParentClassLoader(SimdBackend.class.getClassLoader());
    evaluator.setExtendedClass(parent);
    evaluator.setDefaultImports(
        "jdk.incubator.vector.DoubleVector",
        "jdk.incubator.vector.LongVector",
        "jdk.incubator.vector.VectorOperators",
        "jdk.incubator.vector.VectorSpecies");
    evaluator.setClassName(SimdBackend.class.getPackageName() + ".GeneratedKernel");
    try {
      evaluator.cook(source);
    } catch (CompileException e) {
      throw new IllegalStateException("a generated kernel does not compile", e);
    }
    return evaluator;
  }
}
