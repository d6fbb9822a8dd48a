package ergode.backend;

import ergode.backend.simd.SimdBackend;

/** The one place where a backend is chosen. */
public final class Backends {
  private Backends() {}

  /** What a user may ask for; it changes speed, never a bit of any result. */
  public enum Choice {
    /** SIMD where it works, but the reference backend until the vector code is compiled. */
    AUTO,
    REFERENCE,
    SIMD
  }

  /**
   * A backend and why it was taken.
   *
   * @param reason for people, such as "simd, with vectors of 512 bits"
   * @param isFallback whether something faster was wanted and is not there
   * @param vectorBits width of its vectors; 0 if it has none
   */
  public record Selection(Backend backend, String reason, boolean isFallback, int vectorBits) {}

  /**
   * Chooses for this JVM: what was asked for, or the fastest that works. SIMD where it cannot work
   * becomes the reference backend, as it only costs time.
   */
  public static Selection select(Choice choice) {
    return select(choice, VectorUnit.ofThisJvm());
  }

  static Selection select(Choice choice, VectorUnit unit) {
    if (choice == Choice.REFERENCE) {
      return new Selection(new ReferenceBackend(), "reference, as asked for", false, 0);
    }
    if (!unit.missing().isEmpty()) {
      return new Selection(
          new ReferenceBackend(), "reference, which is slow: " + unit.missing(), true, 0);
    }
    Backend simd = new SimdBackend(unit.lanes());
    String vectors = "simd, with vectors of " + unit.bits() + " bits";
    return choice == Choice.AUTO
        ? new Selection(
            new TieredBackend(new ReferenceBackend(), simd),
            "auto: reference, then " + vectors,
            false,
            unit.bits())
        : new Selection(simd, vectors, false, unit.bits());
  }
}
