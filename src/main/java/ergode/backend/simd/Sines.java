package ergode.backend.simd;

import ergode.expr.Elementwise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which values are the sine and the cosine of the same angle: they share one reduction. */
final class Sines {
  private final Map<Value, Value> sines = new HashMap<>();
  private final Map<Value, Value> cosines = new HashMap<>();

  Sines(List<Value> values) {
    for (Value value : values) {
      if (is(value, Elementwise.SIN)) {
        sines.put(value.args().get(0), value);
      } else if (is(value, Elementwise.COS)) {
        cosines.put(value.args().get(0), value);
      }
    }
  }

  private static boolean is(Value value, Elementwise op) {
    return value.op() instanceof Operation.Map1 map && map.op() == op;
  }

  /** The sine of an angle, if it is needed. */
  @Nullable Value sine(Value angle) {
    return sines.get(angle);
  }

  /** The cosine of an angle, if it is needed. */
  @Nullable Value cosine(Value angle) {
    return cosines.get(angle);
  }

  /** The value, and the cosine or sine of the same angle if that is needed too. */
  List<Value> withPartner(Value value) {
    Value partner = partner(value);
    return partner == null ? List.of(value) : List.of(value, partner);
  }

  private @Nullable Value partner(Value value) {
    if (is(value, Elementwise.SIN)) {
      return cosine(value.args().get(0));
    }
    return is(value, Elementwise.COS) ? sine(value.args().get(0)) : null;
  }

  /** Whether sine and cosine of one angle are both needed and the other comes first. */
  boolean isSecond(Value value) {
    Value partner = partner(value);
    return partner != null && partner.id() < value.id();
  }
}
