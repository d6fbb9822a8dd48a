package ergode.network;

import com.fasterxml.jackson.core.io.NumberOutput;
import ergode.mechanics.Inversion;
import java.util.SortedMap;
import java.util.TreeMap;

/** A model but for its parameters, as texts in the file of its tensors. */
final class ModelMetadata {
  private static final String VERSION_KEY = "ergode.model";
  private static final String VERSION = "1";
  private static final String CONSTANT = "constant.";

  private ModelMetadata() {}

  static SortedMap<String, String> of(Model model) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(VERSION_KEY, VERSION);
    model.architecture().keys().forEach((key, value) -> texts.put(key, value.toString()));
    // Double.toString changed in Java 19.
    model
        .constants()
        .forEach((name, value) -> texts.put(CONSTANT + name, NumberOutput.toString(value, true)));
    return texts;
  }

  static Architecture architecture(Safetensors file) {
    String version = file.text(VERSION_KEY);
    if (!version.equals(VERSION)) {
      throw refused(VERSION_KEY, version, VERSION);
    }
    return new Architecture(
        file.text("system"),
        choice(file, "form", Form.class),
        choice(file, "features", Features.class),
        integer(file, "width"),
        integer(file, "depth"),
        choice(file, "activation", Activation.class),
        flag(file, "final-bias"),
        flag(file, "skip"),
        choice(file, "inversion", Inversion.class));
  }

  static SortedMap<String, Double> constants(Safetensors file) {
    SortedMap<String, Double> constants = new TreeMap<>();
    file.metadata()
        .forEach(
            (key, text) -> {
              if (key.startsWith(CONSTANT)) {
                constants.put(key.substring(CONSTANT.length()), number(key, text));
              }
            });
    return constants;
  }

  private static <E extends Enum<E>> E choice(Safetensors file, String key, Class<E> type) {
    return Keys.parse(key, file.text(key), type);
  }

  private static boolean flag(Safetensors file, String key) {
    String text = file.text(key);
    if (!text.equals("true") && !text.equals("false")) {
      throw refused(key, text, "true or false");
    }
    return text.equals("true");
  }

  private static int integer(Safetensors file, String key) {
    String text = file.text(key);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw refused(key, text, "a whole number");
    }
  }

  private static double number(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw refused(key, text, "a number");
    }
  }

  private static IllegalArgumentException refused(String key, String value, String accepted) {
    return new IllegalArgumentException(key + " = " + value + ": expected " + accepted);
  }
}
