package ergode.backend.simd;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.backend.ReferenceBackend;
import ergode.expr.Graph;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ClassBodyEvaluator;

/**
 * Kernels over the vector unit of the processor, through generated code, bit for bit what {@link
 * ReferenceBackend} computes. It also takes the graphs with an operation that has no vector form:
 * linear systems of three or more unknowns, and sums over lanes.
 */
public final class SimdBackend implements Backend {

  /** Classes by source: a class that a task has warmed up serves all later ones. */
  private static final Map<String, Class<?>> CLASSES = Collections.synchronizedMap(new Recent());

  private final Backend fallback = new ReferenceBackend();
  private final int width;

  /** The classes used last. */
  private static final class Recent extends LinkedHashMap<String, Class<?>> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 256;

    Recent() {
      super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Class<?>> eldest) {
      return size() > MOST;
    }
  }

  /**
   * A backend for this machine.
   *
   * @param width lanes of the preferred vector
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
    KernelPlan plan = new KernelPlan(graph, VectorOperations::count);
    String source = new KernelSource(plan).members();
    try {
      SimdKernel kernel =
          (SimdKernel)
              CLASSES
                  .computeIfAbsent(source, SimdBackend::classOf)
                  .getDeclaredConstructor()
                  .newInstance();
      kernel.bind(graph, plan, width);
      return kernel;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated kernel cannot be made", e);
    }
  }

  private static Class<?> classOf(String source) {
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
    return evaluator.getClazz();
  }
}
