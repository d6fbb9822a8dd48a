package ergode.backend;

import java.util.function.Supplier;

/** A kernel that becomes a faster one once that has been compiled. */
final class TieredKernel implements Kernel {
  private final Supplier<Kernel> fast;
  private final Promotion promotion;
  private Kernel current;
  private boolean isFast;

  /** A kernel for one thread. */
  TieredKernel(Kernel slow, Supplier<Kernel> fast, Promotion promotion) {
    this.current = slow;
    this.fast = fast;
    this.promotion = promotion;
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
    if (!isFast && promotion.state() == Promotion.State.FAST) {
      current = fast.get();
      isFast = true;
    }
    if (isFast) {
      current.run(inputs, parameters, outputs, totals, lanes);
    } else {
      // before the run, which may overwrite inputs
      promotion.beginIfDue(fast, inputs, parameters, lanes);
      long start = System.nanoTime();
      current.run(inputs, parameters, outputs, totals, lanes);
      promotion.compareWith(System.nanoTime() - start, lanes);
    }
  }
}
