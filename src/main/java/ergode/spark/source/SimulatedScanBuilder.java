package ergode.spark.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/** Collects what a query does not want, so that it is not computed. */
final class SimulatedScanBuilder
    implements ScanBuilder,
        SupportsPushDownFilters,
        SupportsPushDownLimit,
        SupportsPushDownRequiredColumns {
  private final SimulatedTable table;
  private StructType columns;
  private IdRanges ids;
  private Filter[] pushed = {};

  SimulatedScanBuilder(SimulatedTable table) {
    this.table = table;
    this.columns = table.structType();
    this.ids = IdRanges.between(0, table.simulation().shards().rows());
  }

  @Override
  public Filter[] pushFilters(Filter[] filters) {
    IdFilter onIds = new IdFilter(table.simulation().shards().rows());
    List<Filter> taken = new ArrayList<>();
    List<Filter> left = new ArrayList<>();
    for (Filter filter : filters) {
      Optional<IdRanges> found = onIds.ids(filter);
      ids = found.map(ids::and).orElse(ids);
      (found.isPresent() ? taken : left).add(filter);
    }
    pushed = taken.toArray(Filter[]::new);
    return left.toArray(Filter[]::new);
  }

  @Override
  public Filter[] pushedFilters() {
    return pushed.clone();
  }

  /** Any rows will do, so these are the first. */
  @Override
  public boolean pushLimit(int limit) {
    ids = ids.first(limit);
    return true;
  }

  @Override
  public boolean isPartiallyPushed() {
    return false;
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = required;
  }

  @Override
  public Scan build() {
    return new SimulatedScan(table, columns, ids);
  }
}
