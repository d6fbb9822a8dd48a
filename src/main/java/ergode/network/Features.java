package ergode.network;

import ergode.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** What a network sees of the coordinates. */
public enum Features {
  /** {@code cos q1, sin q1, cos q2, ...}: angles that differ by full turns look the same. */
  FOURIER(2) {
    @Override
    void add(Expr q, List<Expr> features) {
      features.add(q.cos());
      features.add(q.sin());
    }
  },

  /** The coordinates as they are. */
  COORDINATES(1) {
    @Override
    void add(Expr q, List<Expr> features) {
      features.add(q);
    }
  };

  private final int perCoordinate;

  Features(int perCoordinate) {
    this.perCoordinate = perCoordinate;
  }

  abstract void add(Expr q, List<Expr> features);

  /** Features of all coordinates, scalars. */
  List<Expr> of(List<Expr> coordinates) {
    List<Expr> features = new ArrayList<>();
    coordinates.forEach(q -> add(q, features));
    return features;
  }

  /** The number of features of so many coordinates. */
  int count(int coordinates) {
    return perCoordinate * coordinates;
  }
}
