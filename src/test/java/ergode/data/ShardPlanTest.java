package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardPlanTest {

  @ParameterizedTest
  @CsvSource({
    "1, 32000, 1",
    "99, 32000, 1",
    "200, 32000, 2",
    "1200, 32000, 12",
    "100000, 32000, 12",
    "1000000, 32000, 120",
    "1000000, 16000, 60",
    "1000000000000, 32000, 99999",
    "3, 320000000, 1",
    "1000, 320000000, 1000"
  })
  void defaultIsAQuarterGigabyteButAtLeastTwelve(long rows, long bytesPerRow, int shards) {
    assertThat(ShardPlan.automatic(rows, bytesPerRow).shards()).isEqualTo(shards);
  }

  @Property
  void rangesFollowTheExactFormula(
      @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long rows,
      @ForAll @IntRange(min = 1, max = ShardPlan.MAX_SHARDS) int wanted) {
    ShardPlan plan = new ShardPlan(rows, (int) Math.min(wanted, rows));
    int shards = plan.shards();
    for (int k : new int[] {0, 1, shards / 2, shards - 1, shards}) {
      BigInteger exact =
          BigInteger.valueOf(rows)
              .multiply(BigInteger.valueOf(k))
              .divide(BigInteger.valueOf(shards));
      assertThat(plan.firstId(k)).isEqualTo(exact.longValueExact());
    }
    assertThat(plan.firstId(1)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"3, 12, train-00003-of-00012.parquet", "0, 99999, train-00000-of-99999.parquet"})
  void fileNamesSortByNumber(int k, int shards, String name) {
    assertThat(new ShardPlan(1_000_000, shards).fileName(k)).isEqualTo(name);
  }
}
