package ergode.backend;

import ergode.expr.Graph;
import ergode.expr.Structure;
import java.util.concurrent.TimeUnit;

/**
 * Computes with one backend until the kernels of a faster one have been made and compiled in the
 * background. Both give the same bits, so the moment of the change, which depends on the machine,
 * does not show in any result.
 *
 * <p>Generated code is interpreted at first, far slower than plain Java that is compiled already;
 * on a busy machine its compilation can take very long, and a small job ends before it pays. This
 * way nobody waits for it.
 */
final class TieredBackend implements Backend {

  /** Of all sessions and tasks in this JVM: kernels of one structure are promoted together. */
  private static final Recent<Structure, Promotion> PROMOTIONS = new Recent<>();

  /** So much time of slow kernels shows that making fast ones, which takes a few seconds, pays. */
  private static final long DUE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Backend slow;
  private final Backend fast;

  TieredBackend(Backend slow, Backend fast) {
    this.slow = slow;
    this.fast = fast;
  }

  @Override
  public String name() {
    return fast.name();
  }

  @Override
  public Kernel compile(Graph graph) {
    Promotion promotion =
        PROMOTIONS.get(Structure.of(graph), () -> new Promotion(DUE_NANOS, PATIENCE_NANOS));
    return switch (promotion.state()) {
      case FAST -> fast.compile(graph);
      case GIVEN_UP -> slow.compile(graph);
      case SLOW -> new TieredKernel(slow.compile(graph), () -> fast.compile(graph), promotion);
    };
  }
}
