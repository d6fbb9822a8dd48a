package ergode.expr;

import ergode.math.Pow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each component to one constant power. */
public record Power(double exponent) implements Op {

  /** Above this, repeated multiplication would be less accurate than {@link Pow}. */
  private static final int LARGEST_MULTIPLIED_OUT = 4;

  public Power {
    if (!Double.isFinite(exponent)) {
      throw new IllegalArgumentException("exponent " + exponent + " is not finite");
    }
  }

  public double evaluate(double x) {
    return Pow.pow(x, exponent);
  }

  @Override
  public int size(List<Expr> args) {
    return args.get(0).size();
  }

  @Override
  public LinearMap derivative(Expr y, int arg) {
    return LinearMap.scale(y.args().get(0).pow(exponent - 1).times(exponent));
  }

  @Override
  public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
    Expr x = args.get(0);
    if (x.constant().isPresent()) {
      return graph.constant(evaluate(x.constant().getAsDouble()), x.size());
    }
    if (exponent == 0.5) {
      return x.sqrt();
    }
    if (exponent == 0) {
      return graph.constant(1, x.size());
    }
    if (exponent == 1) {
      return x;
    }
    if (exponent != Math.rint(exponent) || Math.abs(exponent) > LARGEST_MULTIPLIED_OUT) {
      return null;
    }
    if (exponent < 0) {
      return graph.constant(1).over(x.pow(-exponent));
    }
    Expr half = x.pow(Math.floor(exponent / 2));
    return exponent % 2 == 0 ? half.square() : half.square().times(x);
  }
}
