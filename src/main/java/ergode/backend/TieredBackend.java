package ergode.backend;

import ergode.expr.Graph;
import ergode.expr.Structure;
import java.util.concurrent.TimeUnit;

/**
 * Computes with one backend until the kernels of a faster one have been made and warmed up in the
 * background. Both give the same bits, so the moment of the change, which depends on the machine,
 * does not show in any result.
 *
 * <p>Generated code is interpreted at first, far slower than plain Java that is compiled already;
 * on a busy machine its compilation can take very long, and a small job ends before it pays. This
 * way nobody waits for it.
 */
final class TieredBackend implements Backend {

  /** Of all sessions and tasks in this JVM: kernels of one structure are warm together. */
  private static final Recent<Structure, WarmUp> WARM_UPS = new Recent<>();

  /** So much time of slow kernels shows that making fast ones, which takes a few seconds, pays. */
  private static final long DUE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Backend first;
  private final Backend fast;

  TieredBackend(Backend first, Backend fast) {
    this.first = first;
    this.fast = fast;
  }

  @Override
  public String name() {
    return fast.name();
  }

  @Override
  public Kernel compile(Graph graph) {
    WarmUp warmUp = WARM_UPS.get(Structure.of(graph), () -> new WarmUp(DUE_NANOS));
    return warmUp.isOver()
        ? fast.compile(graph)
        : new TieredKernel(first.compile(graph), () -> fast.compile(graph), warmUp);
  }
}
