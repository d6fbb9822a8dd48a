package ergode.data;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code output} section, but for the shards: how rows become bytes.
 *
 * @param encoding of the list columns
 */
public record OutputConfig(Compression compression, ListEncoding encoding) implements Serializable {

  Map<String, Object> canonical() {
    Map<String, Object> keys = new TreeMap<>();
    keys.put("output.compression", Names.of(compression));
    keys.put("output.encoding", Names.of(encoding));
    return keys;
  }
}
