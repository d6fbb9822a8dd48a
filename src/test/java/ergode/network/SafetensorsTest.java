package ergode.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final double[] ODD = {
    -0.0,
    Double.MIN_VALUE,
    -0x1.fp-1040,
    Double.MAX_VALUE,
    Double.NEGATIVE_INFINITY,
    Double.longBitsToDouble(0x7FF0_0000_DEAD_BEEFL)
  };
  private static final Tensor MATRIX = new Tensor("a \"ü\"", List.of(2, 3));
  private static final Safetensors SAMPLE =
      Safetensors.of(
          Map.of("z", "last", "b", "line\nbreak"),
          List.of(
              new TensorValues.Doubles(MATRIX, ODD),
              new TensorValues.Longs("steps", Long.MIN_VALUE, -1, Long.MAX_VALUE),
              new TensorValues.Doubles(new Tensor("scalar", List.of()), new double[] {1.5})));

  @Test
  void everyBitComesBack() {
    Safetensors read = Safetensors.parse(SAMPLE.toBytes(), "m");
    assertThat(bits(read.doubles(MATRIX))).isEqualTo(bits(ODD));
    assertThat(((TensorValues.Longs) read.tensors().get(1)).values())
        .containsExactly(Long.MIN_VALUE, -1, Long.MAX_VALUE);
    assertThat(read.doubles(new Tensor("scalar", List.of()))).containsExactly(1.5);
    assertThat(read.metadata()).isEqualTo(Map.of("b", "line\nbreak", "z", "last"));
    assertThat(read.toBytes()).isEqualTo(SAMPLE.toBytes());
  }

  /** A reader of its own, from the format's description. */
  @Test
  void theFileIsAsTheFormatSays() throws JsonProcessingException {
    byte[] bytes = SAMPLE.toBytes();
    int length = (int) word(bytes, 0);
    assertThat(length % 8).isZero();
    JsonNode header =
        new ObjectMapper().readTree(new String(bytes, 8, length, StandardCharsets.UTF_8));
    assertThat(bytes[8]).isEqualTo((byte) '{');
    assertThat(header.get("__metadata__").get("b").textValue()).isEqualTo("line\nbreak");

    JsonNode matrix = header.get("a \"ü\"");
    assertThat(matrix.get("dtype").textValue()).isEqualTo("F64");
    assertThat(matrix.get("shape")).extracting(JsonNode::intValue).containsExactly(2, 3);
    assertThat(matrix.get("data_offsets")).extracting(JsonNode::intValue).containsExactly(0, 48);
    JsonNode steps = header.get("steps");
    assertThat(steps.get("dtype").textValue()).isEqualTo("I64");
    assertThat(steps.get("data_offsets")).extracting(JsonNode::intValue).containsExactly(48, 72);
    assertThat(header.get("scalar").get("shape")).isEmpty();
    assertThat(bytes).hasSize(8 + length + 80);
    for (int i = 0; i < 6; i++) {
      assertThat(word(bytes, 8 + length + 8 * i)).isEqualTo(bits(ODD)[i]);
    }
    assertThat(word(bytes, 8 + length + 56)).isEqualTo(-1);
  }

  /** See the note beside the file. */
  @Test
  void readsWhatTheReferenceImplementationWrites() throws IOException {
    byte[] bytes;
    try (InputStream in =
        SafetensorsTest.class.getResourceAsStream("/golden/network/sample.safetensors")) {
      bytes = Objects.requireNonNull(in).readAllBytes();
    }
    Safetensors read = Safetensors.parse(bytes, "sample");
    assertThat(read.metadata()).isEqualTo(Map.of("format", "pt", "note", "θ\n\"quoted\""));
    assertThat(bits(read.doubles(new Tensor("mlp.layers.0.weight", List.of(2, 3)))))
        .isEqualTo(
            bits(
                0.1, -0.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, 1.0 / 3));
    assertThat(read.doubles(new Tensor("skip", List.of()))).containsExactly(2.5);
    assertThat(((TensorValues.Longs) read.tensors().get(0)).values())
        .containsExactly(Long.MIN_VALUE, -1, Long.MAX_VALUE);
    // the same tensors and texts give the same file, to the byte
    assertThat(read.toBytes()).isEqualTo(bytes);
  }

  private static long word(byte[] bytes, int at) {
    long word = 0;
    for (int i = 7; i >= 0; i--) {
      word = word << 8 | (bytes[at + i] & 0xFF);
    }
    return word;
  }

  @Test
  void withoutMetadataThereIsNone() {
    byte[] bytes = Safetensors.of(Map.of(), List.of(new TensorValues.Longs("n", 1))).toBytes();
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("__metadata__");
    assertThat(Safetensors.parse(bytes, "m").metadata()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|the header is no JSON object",
        "{|the header is no JSON object: Unexpected end-of-input",
        "{} {}|the header is no JSON object: Trailing token",
        "{'a':1,'a':2}|the header is no JSON object: Duplicate field 'a'",
        "{'__metadata__':[]}|__metadata__ is no JSON object",
        "{'__metadata__':{'k':1}}|metadata k = 1: expected a text",
        "{'a':3}|tensor a has the dtype : expected F64 or I64",
        "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}"
            + "|tensor a has the dtype F32: expected F64 or I64",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,24]}}"
            + "|tensor a of shape [2] has 24 bytes: expected 16",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[16,0]}}"
            + "|tensor a of shape [2] has -16 bytes: expected 16",
        "{'a':{'dtype':'F64','shape':[1.5],'data_offsets':[0,16]}}"
            + "|tensor a has the shape [1.5] and the data_offsets [0,16]: expected whole numbers",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0]}}|tensor a has the shape [2] and the"
            + " data_offsets [0]: expected whole numbers, and two",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[-8,8]}}"
            + "|tensor a has the shape [2] and the data_offsets [-8,8]: expected whole numbers",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,99999999999999999999]}}"
            + "|tensor a has the shape [2] and the data_offsets",
        "{'a':{'dtype':'F64','shape':[-2],'data_offsets':[0,16]}}"
            + "|tensor a of shape [-2], expected lengths of at least 1",
        "{'a':{'dtype':'F64','shape':[65536,65536],'data_offsets':[0,16]}}"
            + "|tensor a of shape [65536, 65536], expected at most 2^31 - 1 elements",
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]},"
            + "'b':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}"
            + "|tensor b begins at byte 0 of the data: expected 8, where the one before ends",
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[8,16]}}"
            + "|tensor a begins at byte 8 of the data: expected 0, where the one before ends",
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}"
            + "|16 bytes of data follow the header: expected 8",
        "{'a':{'dtype':'F64','shape':[3],'data_offsets':[0,24]}}"
            + "|16 bytes of data follow the header: expected 24",
        "{}|16 bytes of data follow the header: expected 0"
      })
  void headersThatAreWrongAreRefused(String header, String message) {
    refused(file(header.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 16), message);
  }

  @Test
  void filesThatAreNoneAreRefused() {
    refused(new byte[7], "7 bytes: expected at least 8");
    byte[] bytes = SAMPLE.toBytes();
    refused(Arrays.copyOf(bytes, 20), "bytes in a file of 20: expected at most 12");
    byte[] negative = bytes.clone();
    negative[7] = -1;
    refused(negative, "a header of 18374686479671623");
    refused(Arrays.copyOf(bytes, bytes.length - 1), "79 bytes of data follow the header");
    refused(Arrays.copyOf(bytes, bytes.length + 1), "81 bytes of data follow the header");
    refused(file(new byte[] {'{', '"', -1, '"', ':', '0', '}'}, 16), "the header is not in UTF-8");
    refused(file("[".repeat(5000).getBytes(StandardCharsets.UTF_8), 16), "the header is no JSON");
  }

  private static byte[] file(byte[] header, int data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header.length & 0xFF);
    out.write(header.length >> 8);
    out.writeBytes(new byte[6]);
    out.writeBytes(header);
    out.writeBytes(new byte[data]);
    return out.toByteArray();
  }

  private static void refused(byte[] bytes, String message) {
    assertThatExceptionOfType(InvalidTensorsException.class)
        .isThrownBy(() -> Safetensors.parse(bytes, "m.safetensors"))
        .withMessageStartingWith("m.safetensors: ")
        .withMessageContaining(message);
  }

  /** Any change of a file is either refused or gives other content that is well-formed. */
  @Test
  void damageIsRefusedOrReadable() {
    Random random = new Random(1);
    byte[] whole = SAMPLE.toBytes();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Damage.of(whole, random);
      try {
        Safetensors read = Safetensors.parse(bytes, "m");
        Safetensors.parse(read.toBytes(), "m");
      } catch (InvalidTensorsException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(5_000, 19_000);
  }

  @Test
  void tensorsThatAreNotAsExpectedAreNamed() {
    Safetensors read = Safetensors.parse(SAMPLE.toBytes(), "m");
    misses(() -> read.doubles(new Tensor("b", List.of(1))), "no tensor b among [");
    misses(
        () -> read.doubles(new Tensor("steps", List.of(3))),
        "tensor steps is I64 [3]: expected F64 [3]");
    misses(
        () -> read.doubles(new Tensor("scalar", List.of(1))),
        "tensor scalar is F64 []: expected F64 [1]");
    misses(() -> read.text("y"), "no metadata y among [b, z]");
    misses(
        () -> read.requireOnly(Set.of(MATRIX.name(), "scalar")), "unknown tensor steps: expected");
  }

  private static void misses(Runnable reading, String message) {
    assertThatExceptionOfType(InvalidTensorsException.class)
        .isThrownBy(reading::run)
        .withMessageStartingWith("m: " + message);
  }

  @Test
  void namesMustDiffer() {
    TensorValues twice = new TensorValues.Longs("n", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.of(Map.of(), List.of(twice, twice)))
        .withMessage("tensors [n, n]: expected different names, none of them __metadata__");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Safetensors.of(Map.of(), List.of(new TensorValues.Longs("__metadata__", 1))))
        .withMessageContaining("none of them __metadata__");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TensorValues.Doubles(MATRIX, new double[5]))
        .withMessage("got 5 elements for the tensor a \"ü\" of 6");
  }

  private static long[] bits(double... values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
