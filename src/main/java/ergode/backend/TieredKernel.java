package ergode.backend;

import java.util.function.Supplier;

/** A kernel that becomes a faster one once that is warm. */
final class TieredKernel implements Kernel {
  private final Supplier<Kernel> fast;
  private final WarmUp warmUp;
  private Kernel current;
  private boolean isFast;

  /** A kernel for one thread. */
  TieredKernel(Kernel start, Supplier<Kernel> fast, WarmUp warmUp) {
    this.current = start;
    this.fast = fast;
    this.warmUp = warmUp;
  }

  @Override
  public int inputRows() {
    return current.inputRows();
  }

  @Override
  public int parameterCount() {
    return current.parameterCount();
  }

  @Override
  public int outputRows() {
    return current.outputRows();
  }

  @Override
  public int totalCount() {
    return current.totalCount();
  }

  @Override
  public void run(
      double[][] inputs, double[] parameters, double[][] outputs, double[] totals, int lanes) {
    if (!isFast && warmUp.isOver()) {
      current = fast.get();
      isFast = true;
    }
    if (isFast) {
      current.run(inputs, parameters, outputs, totals, lanes);
    } else {
      // before the run, which may overwrite inputs
      warmUp.beginIfDue(fast, inputs, parameters, lanes);
      long start = System.nanoTime();
      current.run(inputs, parameters, outputs, totals, lanes);
      warmUp.compareWith(System.nanoTime() - start, lanes);
    }
  }
}
