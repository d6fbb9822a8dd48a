package ergode.spark.source;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.sources.Or;

/** Which trajectories a condition on {@code sim_id} leaves, so that no others are computed. */
final class IdFilter {
  private static final String COLUMN = "sim_id";

  private final long rows;

  /**
   * Filters of an ensemble.
   *
   * @param rows number of its trajectories
   */
  IdFilter(long rows) {
    this.rows = rows;
  }

  /** Exactly the trajectories for which the filter holds, if it is about their ids alone. */
  Optional<IdRanges> ids(Filter filter) {
    if (filter instanceof And and) {
      return ids(and.left()).flatMap(left -> ids(and.right()).map(left::and));
    } else if (filter instanceof Or or) {
      return ids(or.left())
          .flatMap(left -> ids(or.right()).map(right -> IdRanges.union(Stream.of(left, right))));
    } else if (filter instanceof EqualTo equal) {
      return id(equal.attribute(), equal.value()).map(this::one);
    } else if (filter instanceof In in && in.attribute().equals(COLUMN)) {
      return Arrays.stream(in.values()).allMatch(Long.class::isInstance)
          ? Optional.of(
              IdRanges.union(Arrays.stream(in.values()).map(Long.class::cast).map(this::one)))
          : Optional.empty();
    } else if (filter instanceof LessThan less) {
      return id(less.attribute(), less.value()).map(this::below);
    } else if (filter instanceof LessThanOrEqual less) {
      return id(less.attribute(), less.value()).map(this::upTo);
    } else if (filter instanceof GreaterThan greater) {
      return id(greater.attribute(), greater.value()).map(value -> from(upTo(value).size()));
    } else if (filter instanceof GreaterThanOrEqual greater) {
      return id(greater.attribute(), greater.value()).map(value -> from(below(value).size()));
    }
    return Optional.empty();
  }

  private static Optional<Long> id(String column, Object value) {
    return column.equals(COLUMN) && value instanceof Long id ? Optional.of(id) : Optional.empty();
  }

  private IdRanges one(long id) {
    return id >= 0 && id < rows ? IdRanges.between(id, id + 1) : IdRanges.NONE;
  }

  private IdRanges below(long id) {
    return IdRanges.between(0, Math.min(id, rows));
  }

  private IdRanges upTo(long id) {
    return id < rows ? below(id + 1) : IdRanges.between(0, rows);
  }

  private IdRanges from(long id) {
    return IdRanges.between(id, rows);
  }
}
