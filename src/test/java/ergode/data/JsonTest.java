package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The shortest digits that read back, as Python prints them; Java 17 prints more for some. */
  @ParameterizedTest
  @CsvSource({
    "2e23, 2.0E23",
    "1e23, 1.0E23",
    "1.9400994884341945e25, 1.9400994884341945E25",
    "8.41e21, 8.41E21",
    "1e-5, 1.0E-5",
    "0.1, 0.1",
    "9.8, 9.8",
    "5e-324, 4.9E-324",
    "-0.0, -0.0",
    "3.141592653589793, 3.141592653589793"
  })
  void numbersHaveTheirShortestDigits(double value, String text) {
    assertThat(Json.compact(value)).isEqualTo(text);
  }

  @Test
  void numbersThatJsonLacksAreText() throws IOException {
    assertThat(Json.compact(Double.NaN)).isEqualTo("\"NaN\"");
    assertThat(Json.parse(utf8("\"-Infinity\""), Double.class)).isEqualTo(-1 / 0.0);
  }

  @Test
  void keysAreSorted() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", List.of(1, 2L));
    map.put("a", new LinkedHashMap<>(Map.of("y", 1, "x", "é")));
    assertThat(Json.compact(map)).isEqualTo("{\"a\":{\"x\":\"é\",\"y\":1},\"b\":[1,2]}");
  }

  @Test
  void prettyTextHasLineFeedsOnly() {
    assertThat(Json.pretty(Map.of("first_id", 1, "rows", List.of(1, 2))))
        .isEqualTo("{\n  \"first_id\" : 1,\n  \"rows\" : [ 1, 2 ]\n}\n");
  }

  @Test
  void recordsReadBack() throws IOException {
    ShardRecord shard =
        new ShardRecord(
            "train-00000-of-00001.parquet",
            2,
            345,
            "ab",
            Long.MAX_VALUE - 2,
            Long.MAX_VALUE,
            new ShardStatistics(2, Map.of("ok", 1L, "max_steps", 1L), 7, 1, 2e-23));
    String json = Json.pretty(shard);
    assertThat(json).contains("\"end_id\" : 9223372036854775807", "\"max_energy_drift\" : 2.0E-23");
    assertThat(Json.parse(utf8(json), ShardRecord.class)).isEqualTo(shard);
  }

  @Test
  void whatIsNotThereIsAnError() {
    for (String text : List.of("", "null", "{", "[]", "\"text\"")) {
      assertThatThrownBy(() -> Json.parse(utf8(text), ShardStatistics.class))
          .as(text)
          .isInstanceOf(IOException.class);
    }
  }
}
