package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels as parquet-java's decoder sees them. */
class ListLevelsTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "5, 1", "1, 2", "3, 2", "7, 64", "7, 65", "131, 1000", "1, 200000"})
  void eachListBeginsWithAZeroAndAllIsDefined(int rows, int points) throws IOException {
    byte[] levels = ListLevels.of(rows, points);
    ByteBuffer lengths = ByteBuffer.wrap(levels).order(ByteOrder.LITTLE_ENDIAN);
    int repetition = lengths.getInt(0);
    int definition = lengths.getInt(4 + repetition);
    assertThat(levels).hasSize(8 + repetition + definition);
    RunLengthBitPackingHybridDecoder repetitions = decoder(levels, 4, repetition);
    RunLengthBitPackingHybridDecoder definitions = decoder(levels, 8 + repetition, definition);
    for (int value = 0; value < rows * points; value++) {
      assertThat(repetitions.readInt()).isEqualTo(value % points == 0 ? 0 : 1);
      assertThat(definitions.readInt()).isEqualTo(1);
    }
  }

  private static RunLengthBitPackingHybridDecoder decoder(byte[] levels, int from, int length) {
    return new RunLengthBitPackingHybridDecoder(1, new ByteArrayInputStream(levels, from, length));
  }
}
