package ergode.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/** The numbers of {@code golden/nde-golden-tanh.json}. */
public record GoldenNde(JsonNode json) {
  public static GoldenNde read() throws IOException {
    try (InputStream in = GoldenNde.class.getResourceAsStream("/golden/nde-golden-tanh.json")) {
      return new GoldenNde(new ObjectMapper().readTree(Objects.requireNonNull(in)));
    }
  }

  /** g, l, then the parameters in the order of {@link Mlp#layout}. */
  public double[] parameters() {
    double[] constants = {json.get("g").doubleValue(), json.get("L").doubleValue()};
    double[] flat = flat(json);
    double[] all = new double[2 + flat.length];
    System.arraycopy(constants, 0, all, 0, 2);
    System.arraycopy(flat, 0, all, 2, flat.length);
    return all;
  }

  /** The gradient by the trained parameters, in the same order. */
  public double[] gradient() {
    return flat(json.get("gradient"));
  }

  /** A matrix of the file. */
  public double[][] rows(String name) {
    return StreamSupport.stream(json.get(name).spliterator(), false)
        .map(GoldenNde::numbers)
        .toArray(double[][]::new);
  }

  /** A vector of the file. */
  public double[] row(String name) {
    return numbers(json.get(name));
  }

  private static double[] flat(JsonNode tensors) {
    JsonNode weights = tensors.get("weights");
    JsonNode biases = tensors.get("biases");
    DoubleStream all = DoubleStream.empty();
    for (int layer = 0; layer < weights.size(); layer++) {
      all = DoubleStream.concat(all, leaves(weights.get(layer)));
      if (layer < biases.size()) {
        all = DoubleStream.concat(all, leaves(biases.get(layer)));
      }
    }
    return all.toArray();
  }

  private static DoubleStream leaves(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).flatMapToDouble(GoldenNde::leaves)
        : DoubleStream.of(node.doubleValue());
  }

  private static double[] numbers(JsonNode row) {
    return leaves(row).toArray();
  }
}
