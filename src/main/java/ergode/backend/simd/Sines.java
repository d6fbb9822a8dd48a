package ergode.backend.simd;

import ergode.expr.Elementwise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which values are the sine and the cosine of the same angle: they share one reduction. */
final class Sines {
  private final Map<Scalars.Value, Scalars.Value> sines = new HashMap<>();
  private final Map<Scalars.Value, Scalars.Value> cosines = new HashMap<>();

  Sines(List<Scalars.Value> values) {
    for (Scalars.Value value : values) {
      if (is(value, Elementwise.SIN)) {
        sines.put(value.args().get(0), value);
      } else if (is(value, Elementwise.COS)) {
        cosines.put(value.args().get(0), value);
      }
    }
  }

  private static boolean is(Scalars.Value value, Elementwise op) {
    return value.op() instanceof Scalars.Operation.Map1 map && map.op() == op;
  }

  /** The sine of an angle, if it is needed. */
  Scalars.@Nullable Value sine(Scalars.Value angle) {
    return sines.get(angle);
  }

  /** The cosine of an angle, if it is needed. */
  Scalars.@Nullable Value cosine(Scalars.Value angle) {
    return cosines.get(angle);
  }

  /** The value, and the cosine or sine of the same angle if that is needed too. */
  List<Scalars.Value> withPartner(Scalars.Value value) {
    Scalars.Value partner = partner(value);
    return partner == null ? List.of(value) : List.of(value, partner);
  }

  private Scalars.@Nullable Value partner(Scalars.Value value) {
    if (is(value, Elementwise.SIN)) {
      return cosine(value.args().get(0));
    }
    return is(value, Elementwise.COS) ? sine(value.args().get(0)) : null;
  }

  /** Whether sine and cosine of one angle are both needed and the other comes first. */
  boolean isSecond(Scalars.Value value) {
    Scalars.Value partner = partner(value);
    return partner != null && partner.id() < value.id();
  }
}
