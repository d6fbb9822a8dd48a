package ergode.backend;

import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference backend, which counts what its kernels compute. A Runge-Kutta step compiles four of
 * them, in this order: start, attempt, interpolant, control.
 */
public final class CountingBackend implements Backend {
  private static final int KINDS = 4;

  private final Backend backend = new ReferenceBackend();
  private final List<Counted> kernels = new ArrayList<>();

  /** A kernel with the number of times that it has run and of lanes that it has evaluated. */
  private static final class Counted implements Kernel {
    private final Kernel kernel;
    private long runs;
    private long lanes;

    Counted(Kernel kernel) {
      this.kernel = kernel;
    }

    @Override
    public int inputRows() {
      return kernel.inputRows();
    }

    @Override
    public int parameterCount() {
      return kernel.parameterCount();
    }

    @Override
    public int outputRows() {
      return kernel.outputRows();
    }

    @Override
    public int totalCount() {
      return kernel.totalCount();
    }

    @Override
    public void run(
        double[][] inputs,
        double[] parameters,
        double[][] outputs,
        double[] totals,
        int laneCount) {
      runs++;
      lanes += laneCount;
      kernel.run(inputs, parameters, outputs, totals, laneCount);
    }
  }

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public Kernel compile(Graph graph) {
    Counted counted = new Counted(backend.compile(graph));
    kernels.add(counted);
    return counted;
  }

  private List<Counted> kind(int kind) {
    List<Counted> found = new ArrayList<>();
    for (int i = kind; i < kernels.size(); i += KINDS) {
      found.add(kernels.get(i));
    }
    return found;
  }

  private static long lanes(List<Counted> kernels) {
    return kernels.stream().mapToLong(kernel -> kernel.lanes).sum();
  }

  private static long values(List<Counted> kernels) {
    return kernels.stream().mapToLong(kernel -> kernel.lanes * kernel.outputRows()).sum();
  }

  /** Number of trajectories that were started. */
  public long started() {
    return lanes(kind(0));
  }

  /** Number of times that trajectories were started, however many side by side. */
  public long starts() {
    return kind(0).stream().mapToLong(kernel -> kernel.runs).sum();
  }

  /** Number of steps that were attempted. */
  public long attempts() {
    return lanes(kind(1));
  }

  /** Numbers computed in attempts: stages, state, error, and the energy if it is watched. */
  public long attemptedValues() {
    return values(kind(1));
  }

  /** Coefficients of interpolants, and components of their extra stages, that were computed. */
  public long interpolatedValues() {
    return values(kind(2));
  }
}
