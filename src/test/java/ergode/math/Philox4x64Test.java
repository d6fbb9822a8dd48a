package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Philox4x64Test {
  /** The three philox4x64-10 lines of Random123's known-answer file: counter, key, result. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000 0000000000000000 0000000000000000 0000000000000000,"
        + "0000000000000000 0000000000000000,"
        + "16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b",
    "ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffffffffffff,"
        + "ffffffffffffffff ffffffffffffffff,"
        + "87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0",
    "243f6a8885a308d3 13198a2e03707344 a4093822299f31d0 082efa98ec4e6c89,"
        + "452821e638d01377 be5466cf34e90c6c,"
        + "a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6"
  })
  void matchesPublishedAnswers(String counter, String key, String expected) {
    long[] keys = words(key.split(" "));

    assertThat(Philox4x64.block(keys[0], keys[1], words(counter.split(" "))))
        .containsExactly(words(expected.split(" ")));
  }

  /** Made with NumPy: golden/design/README.md. */
  @Test
  void matchesNumPy() throws IOException {
    List<String[]> rows;
    try (InputStream in =
        Philox4x64Test.class.getResourceAsStream("/golden/design/philox4x64.csv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      rows = text.lines().skip(1).map(line -> line.split(",")).toList();
    }

    assertThat(rows).hasSize(9);
    for (String[] row : rows) {
      long[] words = words(row);
      assertThat(Philox4x64.block(words[0], words[1], Arrays.copyOfRange(words, 2, 6)))
          .as(String.join(" ", row))
          .containsExactly(Arrays.copyOfRange(words, 6, 10));
    }
  }

  @Test
  void leavesItsCounterAlone() {
    long[] counter = {1, 2, 3, 4};

    Philox4x64.block(5, 6, counter);

    assertThat(counter).containsExactly(1, 2, 3, 4);
  }

  @Test
  void refusesOtherThanFourCounterWords() {
    assertThatThrownBy(() -> Philox4x64.block(0, 0, 1, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("got 3 counter words for 4");
  }

  @Test
  void unitIntervalKeepsTheTop53Bits() {
    assertThat(Philox4x64.toUnitInterval(0)).isZero();
    assertThat(Philox4x64.toUnitInterval(0x7FFL)).isZero();
    assertThat(Philox4x64.toUnitInterval(0x800L)).isEqualTo(0x1p-53);
    assertThat(Philox4x64.toUnitInterval(Long.MIN_VALUE)).isEqualTo(0.5);
    assertThat(Philox4x64.toUnitInterval(-1L)).isEqualTo(Math.nextDown(1.0));
  }

  private static long[] words(String[] hexadecimal) {
    return Arrays.stream(hexadecimal).mapToLong(word -> Long.parseUnsignedLong(word, 16)).toArray();
  }
}
