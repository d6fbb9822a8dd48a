package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardFilterTest {
  private static final double CUT = 1.2;

  @TempDir Path parent;
  private final Simulations few = new Simulations();

  @BeforeEach
  void withFailures() {
    few.maxSteps = 40;
  }

  private List<ShardRecord> filter(Dataset source, double cut, boolean chaotic, Path to)
      throws IOException {
    Map<String, Object> config = new TreeMap<>(source.manifest().config());
    config.put("filter.cut", cut);
    DatasetOutput output =
        DatasetOutput.claim(
                DataSets.STORAGE,
                to.toString(),
                OutputPlan.ofDataset(config, DataSets.VERSIONS),
                WriteMode.CREATE)
            .orElseThrow();
    List<ShardRecord> records = new ArrayList<>();
    for (ShardRecord shard : source.manifest().shards()) {
      records.add(ShardFilter.run(source, shard, new AngleRule(cut), chaotic, output, "1-0"));
    }
    output.finish(Manifest.of(output.plan(), source.manifest().schema(), records), Map.of());
    return records;
  }

  private static List<String> rows(Dataset dataset) throws IOException {
    return DataSets.rows(
        dataset,
        row -> {
          StringBuilder text = new StringBuilder();
          text.append(row.simId()).append(Arrays.toString(row.initial()));
          text.append(Arrays.toString(row.parameters())).append(row.t0()).append(' ');
          text.append(row.dt()).append(row.status()).append(row.steps()).append(' ');
          text.append(row.rejected()).append(Arrays.toString(row.maxAbs()));
          text.append(row.energyDrift());
          for (double[] list : row.saved()) {
            text.append(Arrays.toString(Arrays.copyOf(list, row.savedPoints())));
          }
          return text.toString();
        });
  }

  @ParameterizedTest
  @EnumSource
  void everyRowIsOnOneSideUnchanged(Precision precision) throws IOException {
    few.precision = precision;
    Dataset source = DataSets.simulate(few.build(), parent.resolve("source"));
    filter(source, CUT, false, parent.resolve("below"));
    filter(source, CUT, true, parent.resolve("above"));
    Dataset below = Dataset.open(DataSets.STORAGE, parent.resolve("below").toString());
    Dataset above = Dataset.open(DataSets.STORAGE, parent.resolve("above").toString());

    List<String> both = new ArrayList<>(rows(below));
    both.addAll(rows(above));
    assertThat(both).containsExactlyInAnyOrderElementsOf(rows(source));
    assertThat(rows(below)).isNotEmpty();
    assertThat(DataSets.rows(above, row -> Arrays.stream(row.maxAbs()).max().orElseThrow()))
        .isNotEmpty()
        .allMatch(largest -> largest > CUT);
    assertThat(DataSets.rows(below, row -> Arrays.stream(row.maxAbs()).max().orElseThrow()))
        .allMatch(largest -> largest <= CUT);
    assertThat(above.manifest().statistics().merge(below.manifest().statistics()))
        .isEqualTo(source.manifest().statistics());
  }

  @Test
  void shardsKeepNameAndRange() throws IOException {
    Dataset source = DataSets.simulate(few.build(), parent.resolve("source"));
    List<ShardRecord> above = filter(source, CUT, true, parent.resolve("above"));
    for (int k = 0; k < 3; k++) {
      ShardRecord from = source.manifest().shards().get(k);
      assertThat(above.get(k).file()).isEqualTo(from.file());
      assertThat(above.get(k).firstId()).isEqualTo(from.firstId());
      assertThat(above.get(k).endId()).isEqualTo(from.endId());
    }
    List<Long> ids =
        DataSets.rows(
            Dataset.open(DataSets.STORAGE, parent.resolve("above").toString()), row -> row.simId());
    List<Long> sorted = new ArrayList<>(ids);
    Collections.sort(sorted);
    assertThat(ids).isEqualTo(sorted).doesNotHaveDuplicates();
  }

  @Test
  void aSideMayBeEmpty() throws IOException {
    Dataset source = DataSets.simulate(few.build(), parent.resolve("source"));
    List<ShardRecord> above = filter(source, 1000, true, parent.resolve("above"));
    assertThat(above).extracting(ShardRecord::rows).containsOnly(0L);
    Dataset empty = Dataset.open(DataSets.STORAGE, parent.resolve("above").toString());
    assertThat(rows(empty)).isEmpty();
    assertThat(empty.manifest().statistics()).isEqualTo(ShardStatistics.empty());
  }
}
