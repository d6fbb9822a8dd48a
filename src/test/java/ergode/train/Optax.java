package ergode.train;

import ergode.data.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What optax computes; how it was made: golden/train/README.md. */
record Optax(
    List<Double> start,
    List<List<Double>> gradients,
    Map<String, Case> cases,
    Map<String, Double> piecewise,
    Map<String, Double> cosine) {

  /**
   * A run of one method.
   *
   * @param path the parameters after each step
   */
  record Case(
      double rate,
      double weightDecay,
      double clip,
      double beta1,
      double beta2,
      double epsilon,
      List<List<Double>> path) {

    AdamSettings settings() {
      return new AdamSettings(beta1, beta2, epsilon, weightDecay, clip);
    }
  }

  static Optax read() throws IOException {
    try (InputStream in = Optax.class.getResourceAsStream("/golden/train/optax.json")) {
      return Json.parse(Objects.requireNonNull(in).readAllBytes(), Optax.class);
    }
  }

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
