package ergode.backend;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What the vector unit offers to this JVM, without needing the incubating module to ask.
 *
 * @param lanes doubles in the preferred vector, or 0 if {@code missing}
 * @param missing what keeps vectors from being used; empty if nothing does
 */
record VectorUnit(int lanes, String missing) {
  private static final String MODULE = "jdk.incubator.vector";

  /** Asks this JVM. */
  static VectorUnit ofThisJvm() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return absent(
          "this JVM has no module "
              + MODULE
              + "; start it with --add-modules="
              + MODULE
              + ", as jobs/ergode and spark-submit do");
    }
    if (!hasFusedMultiplyAdd()) {
      return absent("the processor has no fused multiply-add");
    }
    try {
      Object species =
          Class.forName(MODULE + ".DoubleVector").getField("SPECIES_PREFERRED").get(null);
      int lanes =
          (int) Class.forName(MODULE + ".VectorSpecies").getMethod("length").invoke(species);
      return lanes > 1 ? new VectorUnit(lanes, "") : absent("the processor has no vectors");
    } catch (ReflectiveOperationException | LinkageError e) {
      return absent("the vector module of this Java cannot be used: " + e);
    }
  }

  private static VectorUnit absent(String why) {
    return new VectorUnit(0, why);
  }

  /** Without the instruction, {@link Math#fma} is exact all the same, but very slow. */
  private static boolean hasFusedMultiplyAdd() {
    return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
        .map(bean -> Boolean.parseBoolean(bean.getVMOption("UseFMA").getValue()))
        .orElse(true);
  }

  /** Bits of a vector. */
  int bits() {
    return lanes * Double.SIZE;
  }
}
