package ergode.expr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations that only move or add up components: linear, each with its transpose. */
public sealed interface Structural extends Op {

  /** Components {@code from} to {@code from + size - 1} of a vector. */
  record Slice(int from, int size) implements Structural {
    @Override
    public int size(List<Expr> args) {
      int available = args.get(0).size();
      if (from < 0 || size < 1 || from > available - size) {
        throw new IllegalArgumentException(
            size + " components from " + from + " on, of a vector of " + available);
      }
      return size;
    }

    /** The transpose puts the slice back between zeros. */
    @Override
    public LinearMap derivative(Expr y, int arg) {
      int after = y.args().get(0).size() - from - size;
      return new LinearMap(
          dx -> dx.slice(from, size),
          dy -> {
            GraphBuilder graph = dy.graph();
            List<Expr> parts = new ArrayList<>();
            if (from > 0) {
              parts.add(graph.constant(0, from));
            }
            parts.add(dy);
            if (after > 0) {
              parts.add(graph.constant(0, after));
            }
            return graph.concat(parts);
          });
    }

    @Override
    public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
      Expr x = args.get(0);
      if (size == x.size()) {
        return x;
      }
      if (x.op() instanceof Slice outer) {
        return x.args().get(0).slice(outer.from + from, size);
      }
      if (x.op() instanceof Broadcast) {
        return x.args().get(0).broadcast(size);
      }
      if (x.op() instanceof Concat) {
        int start = 0;
        for (Expr part : x.args()) {
          if (from >= start && from + size <= start + part.size()) {
            return part.slice(from - start, size);
          }
          start += part.size();
        }
      }
      return null;
    }
  }

  /** The components of all arguments, one after the other. */
  record Concat() implements Structural {
    @Override
    public int size(List<Expr> args) {
      if (args.isEmpty()) {
        throw new IllegalArgumentException("concatenation of no vectors, expected at least 1");
      }
      return args.stream().mapToInt(Expr::size).sum();
    }

    @Override
    public LinearMap derivative(Expr y, int arg) {
      int before = y.args().subList(0, arg).stream().mapToInt(Expr::size).sum();
      int size = y.args().get(arg).size();
      int after = y.size() - before - size;
      Slice slice = new Slice(before, size);
      return new LinearMap(
          dx -> {
            GraphBuilder graph = dx.graph();
            List<Expr> parts = new ArrayList<>();
            if (before > 0) {
              parts.add(graph.constant(0, before));
            }
            parts.add(dx);
            if (after > 0) {
              parts.add(graph.constant(0, after));
            }
            return graph.concat(parts);
          },
          dy -> dy.graph().make(slice, List.of(dy)));
    }

    @Override
    public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
      if (args.size() == 1) {
        return args.get(0);
      }
      if (args.stream().allMatch(part -> part.isConstant(0))) {
        return graph.constant(0, size(args));
      }
      return null;
    }
  }

  /** A scalar repeated {@code size} times. */
  record Broadcast(int size) implements Structural {
    public Broadcast {
      if (size < 1) {
        throw new IllegalArgumentException(
            "broadcast to " + size + " components, expected at least 1");
      }
    }

    @Override
    public int size(List<Expr> args) {
      if (args.get(0).size() != 1) {
        throw new IllegalArgumentException(
            "broadcast of a vector of " + args.get(0).size() + " components, expected a scalar");
      }
      return size;
    }

    @Override
    public LinearMap derivative(Expr y, int arg) {
      return new LinearMap(dx -> dx.broadcast(size), Expr::sum);
    }

    @Override
    public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
      return size == 1 ? args.get(0) : null;
    }
  }

  /** The sum of all components, added from the first to the last. */
  record Sum() implements Structural {
    @Override
    public int size(List<Expr> args) {
      return 1;
    }

    @Override
    public LinearMap derivative(Expr y, int arg) {
      int size = y.args().get(0).size();
      return new LinearMap(Expr::sum, dy -> dy.broadcast(size));
    }

    @Override
    public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
      Expr x = args.get(0);
      if (x.size() == 1) {
        return x;
      }
      return x.op() instanceof Broadcast ? x.args().get(0).times(x.size()) : null;
    }
  }
}
