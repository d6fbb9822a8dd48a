package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ByteStreamSplitTest {
  static IntStream counts() {
    return IntStream.of(0, 1, 7, 8, 9, 15, 16, 17, 207, 1000);
  }

  @ParameterizedTest
  @MethodSource("counts")
  void streamJHoldsByteJOfEveryValue(int count) {
    for (int width : new int[] {4, 8}) {
      int offset = 13;
      byte[] source = new byte[offset + count * width + 3];
      new SplittableRandom(count).nextBytes(source);
      byte[] target = new byte[source.length];
      ByteStreamSplit.split(source, target, offset, count, width);
      for (int value = 0; value < count; value++) {
        for (int stream = 0; stream < width; stream++) {
          assertThat(target[offset + stream * count + value])
              .isEqualTo(source[offset + value * width + stream]);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 33", "8, 33"})
  void nothingElseIsTouched(int width, int count) {
    byte[] source = new byte[count * width + 2];
    Arrays.fill(source, (byte) 1);
    byte[] target = new byte[source.length];
    ByteStreamSplit.split(source, target, 1, count, width);
    assertThat(target[0]).isZero();
    assertThat(target[target.length - 1]).isZero();
  }
}
