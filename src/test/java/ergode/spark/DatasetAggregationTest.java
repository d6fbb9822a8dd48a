package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.Simulations;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetAggregationTest {
  private final DatasetAggregation aggregation =
      new DatasetAggregation(LocalSpark.session(), DataSets.STORAGE);

  @TempDir Path parent;

  /** Lists "data set:sim_id" of all rows, so that order shows. */
  private static final class Visits implements DatasetAggregation.Aggregator<List<String>> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<String> zero() {
      return new ArrayList<>();
    }

    @Override
    public void add(List<String> sum, int dataset, TrajectoryRow row) {
      sum.add(dataset + ":" + row.simId());
    }
  }

  private List<String> visits(List<Dataset> datasets, Progress progress) {
    return aggregation.run(
        "visit",
        datasets,
        List.of("sim_id"),
        new Visits(),
        (sum, part) -> {
          sum.addAll(part);
          return sum;
        },
        progress);
  }

  @Test
  void everyRowIsAddedOnceInOrder() throws IOException {
    Dataset small = DataSets.simulate(Simulations.small(), parent.resolve("small"));
    Simulations smaller = new Simulations();
    smaller.samples = 5;
    smaller.shards = 2;
    Dataset second = DataSets.simulate(smaller.build(), parent.resolve("second"));
    List<String> expected = new ArrayList<>();
    for (int id = 0; id < 30; id++) {
      expected.add("0:" + id);
    }
    for (int id = 0; id < 5; id++) {
      expected.add("1:" + id);
    }
    AtomicLong shards = new AtomicLong();
    assertThat(visits(List.of(small, second), shards::addAndGet)).isEqualTo(expected);
    assertThat(shards).hasValue(5);
  }

  /** Fewer parts than shards, contiguous and in order, of one or two shards each. */
  @Test
  void thereAreAtMost256Parts() throws IOException {
    Dataset dataset = DataSets.simulate(Simulations.small(), parent.resolve("small"));
    List<DatasetAggregation.Part> parts =
        DatasetAggregation.parts(Collections.nCopies(100, dataset));
    assertThat(parts).hasSize(256).extracting(part -> part.sources().size()).containsOnly(1, 2);
    List<String> shards =
        parts.stream()
            .flatMap(part -> part.sources().stream())
            .map(source -> source.dataset() + " " + source.shard().firstId())
            .toList();
    List<String> expected = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      expected.addAll(List.of(number + " 0", number + " 10", number + " 20"));
    }
    assertThat(shards).isEqualTo(expected);
  }

  @Test
  void nothingAddsUpToNothing() {
    assertThat(visits(List.of(), n -> {})).isEmpty();
  }
}
