package ergode.network;

import ergode.expr.Expr;
import ergode.expr.GraphBuilder;

/** A smooth function between the layers of a network, applied to each component. */
public enum Activation {
  TANH {
    @Override
    Expr apply(Expr x) {
      return x.tanh();
    }
  },

  /** {@code x sigmoid(x)}, also called SiLU. */
  SWISH {
    @Override
    Expr apply(Expr x) {
      return x.times(x.sigmoid());
    }
  },

  /**
   * {@code x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2}: the approximation of {@code x
   * Phi(x)} that is the default of {@code jax.nn.gelu} (D. Hendrycks, K. Gimpel, arXiv:1606.08415).
   * It differs from the exact one by up to 4.8e-4.
   */
  GELU {
    @Override
    Expr apply(Expr x) {
      GraphBuilder graph = x.graph();
      Expr cubic = x.square().times(x).times(0.044715).plus(x).times(ROOT_OF_2_BY_PI);
      return x.times(0.5).times(graph.constant(1).plus(cubic.tanh()));
    }
  },

  /** {@code log(1 + e^x)}. */
  SOFTPLUS {
    @Override
    Expr apply(Expr x) {
      return x.softplus();
    }
  };

  private static final double ROOT_OF_2_BY_PI = 0.7978845608028654;

  abstract Expr apply(Expr x);
}
