package ergode.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON part of a {@link Safetensors} file.
 *
 * @param metadata texts by name
 * @param entries the tensors, in the order of their data
 */
record SafetensorsHeader(SortedMap<String, String> metadata, List<Entry> entries) {
  static final String METADATA = "__metadata__";
  private static final int BYTES_PER_ELEMENT = 8;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * One tensor: where its data lies, from the first byte after the header.
   *
   * @param type F64 or I64
   */
  record Entry(Tensor tensor, String type, long begin, long end) {}

  /**
   * Text of the header for tensors whose data follow each other, with spaces to a multiple of 8.
   */
  static byte[] format(SortedMap<String, String> metadata, List<TensorValues> tensors) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      fields.put(METADATA, metadata);
    }
    long begin = 0;
    for (TensorValues values : tensors) {
      long end = begin + (long) values.tensor().size() * BYTES_PER_ELEMENT;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", values.type());
      entry.put("shape", values.tensor().shape());
      entry.put("data_offsets", List.of(begin, end));
      fields.put(values.tensor().name(), entry);
      begin = end;
    }
    try {
      String json = MAPPER.writeValueAsString(fields);
      int length = json.getBytes(StandardCharsets.UTF_8).length;
      int padding = Math.floorMod(-length, BYTES_PER_ELEMENT);
      return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers that are no JSON", e);
    }
  }

  /**
   * Reads a header, and checks that the tensors' data fill the rest of the file without gaps.
   *
   * @param json the bytes of the header
   * @param dataLength bytes after it
   * @param file name of the file, for messages
   */
  static SafetensorsHeader parse(ByteBuffer json, long dataLength, String file) {
    SortedMap<String, String> metadata = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object(json, file).properties()) {
      if (field.getKey().equals(METADATA)) {
        requireObject(field.getValue(), METADATA, file)
            .properties()
            .forEach(text -> metadata.put(text.getKey(), text(text, file)));
      } else {
        entries.add(entry(field.getKey(), field.getValue(), file));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin));
    requireContiguous(entries, dataLength, file);
    return new SafetensorsHeader(metadata, List.copyOf(entries));
  }

  private static JsonNode object(ByteBuffer json, String file) {
    JsonNode header;
    try {
      header = MAPPER.readTree(StandardCharsets.UTF_8.newDecoder().decode(json).toString());
    } catch (CharacterCodingException e) {
      throw new InvalidTensorsException(file, "the header is not in UTF-8");
    } catch (JsonProcessingException e) {
      throw new InvalidTensorsException(
          file,
          "the header is no JSON object: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
    return requireObject(header, "the header", file);
  }

  private static JsonNode requireObject(JsonNode node, String what, String file) {
    if (!node.isObject()) {
      throw new InvalidTensorsException(file, what + " is no JSON object");
    }
    return node;
  }

  private static String text(Map.Entry<String, JsonNode> field, String file) {
    if (!field.getValue().isTextual()) {
      throw new InvalidTensorsException(
          file, "metadata " + field.getKey() + " = " + field.getValue() + ": expected a text");
    }
    return field.getValue().textValue();
  }

  private static Entry entry(String name, JsonNode entry, String file) {
    String type = entry.path("dtype").asText();
    if (!type.equals(TensorValues.Doubles.TYPE) && !type.equals(TensorValues.Longs.TYPE)) {
      throw new InvalidTensorsException(
          file, "tensor %s has the dtype %s: expected F64 or I64".formatted(name, type));
    }
    List<Integer> shape = new ArrayList<>();
    JsonNode lengths = entry.path("shape");
    JsonNode offsets = entry.path("data_offsets");
    boolean numbers = lengths.isArray() && offsets.isArray() && offsets.size() == 2;
    for (JsonNode length : lengths) {
      numbers &= length.isIntegralNumber() && length.canConvertToInt();
      shape.add(length.asInt());
    }
    for (JsonNode offset : offsets) {
      numbers &= offset.isIntegralNumber() && offset.canConvertToLong() && offset.asLong() >= 0;
    }
    if (!numbers) {
      throw new InvalidTensorsException(
          file,
          "tensor %s has the shape %s and the data_offsets %s: expected whole numbers, and two"
                  .formatted(name, lengths, offsets)
              + " offsets");
    }
    Tensor tensor;
    try {
      tensor = new Tensor(name, shape);
    } catch (IllegalArgumentException e) {
      throw new InvalidTensorsException(file, String.valueOf(e.getMessage()));
    }
    return checked(new Entry(tensor, type, offsets.get(0).asLong(), offsets.get(1).asLong()), file);
  }

  private static Entry checked(Entry entry, String file) {
    long needed = (long) entry.tensor.size() * BYTES_PER_ELEMENT;
    if (entry.end - entry.begin != needed) {
      throw new InvalidTensorsException(
          file,
          "tensor %s of shape %s has %d bytes: expected %d"
              .formatted(
                  entry.tensor.name(), entry.tensor.shape(), entry.end - entry.begin, needed));
    }
    return entry;
  }

  private static void requireContiguous(List<Entry> entries, long dataLength, String file) {
    long end = 0;
    for (Entry entry : entries) {
      if (entry.begin != end) {
        throw new InvalidTensorsException(
            file,
            "tensor %s begins at byte %d of the data: expected %d, where the one before ends"
                .formatted(entry.tensor.name(), entry.begin, end));
      }
      end = entry.end;
    }
    if (end != dataLength) {
      throw new InvalidTensorsException(
          file, "%d bytes of data follow the header: expected %d".formatted(dataLength, end));
    }
  }
}
