package ergode.backend.simd;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.backend.Recent;
import ergode.backend.ReferenceBackend;
import ergode.expr.Graph;
import ergode.expr.Structure;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ClassBodyEvaluator;

/**
 * Kernels over the vector unit of the processor, through generated code, bit for bit what {@link
 * ReferenceBackend} computes. It also takes the graphs with an operation that has no vector form:
 * linear systems of three or more unknowns, and sums over lanes.
 */
public final class SimdBackend implements Backend {

  /** Of all tasks in this JVM: a class that one has warmed up serves all later ones. */
  private static final Recent<Key, Generated> GENERATED = new Recent<>();

  private final Backend fallback = new ReferenceBackend();
  private final int width;

  private record Key(Structure structure, int width) {}

  /** A kernel's class and what its instances need to know. */
  private record Generated(KernelPlan plan, Class<?> type) {
    static Generated of(Graph graph, int width) {
      KernelPlan plan = new KernelPlan(graph, VectorOperations::count);
      return new Generated(plan, classOf(new KernelSource(plan, width).members()));
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
    if (!Scalars.canTake(graph)) {
      return fallback.compile(graph);
    }
    Generated generated =
        GENERATED.get(new Key(Structure.of(graph), width), () -> Generated.of(graph, width));
    try {
      SimdKernel kernel = (SimdKernel) generated.type().getDeclaredConstructor().newInstance();
      kernel.bind(graph, generated.plan(), width);
      return kernel;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated kernel cannot be made", e);
    }
  }

  private static Class<?> classOf(String source) {
    return compiled(source).getClazz();
  }

  /** The class of a kernel, and its bytes. */
  static ClassBodyEvaluator compiled(String source) {
    ClassBodyEvaluator evaluator = new ClassBodyEvaluator();
    // executors load the application in a child of the system loader: only that one sees this class
    evaluator.setParentClassLoader(SimdKernel.class.getClassLoader());
    evaluator.setExtendedClass(SimdKernel.class);
    evaluator.setDefaultImports(
        "jdk.incubator.vector.DoubleVector",
        "jdk.incubator.vector.LongVector",
        "jdk.incubator.vector.VectorOperators",
        "jdk.incubator.vector.VectorSpecies");
    evaluator.setClassName(SimdKernel.class.getPackageName() + ".GeneratedKernel");
    try {
      evaluator.cook(source);
    } catch (CompileException e) {
      throw new IllegalStateException("a generated kernel does not compile", e);
    }
    return evaluator;
  }
}
