package ergode.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ergode.mechanics.Inversion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final Architecture ARCHITECTURE =
      new Architecture(
          "double-pendulum",
          Form.POTENTIAL_GL2,
          Features.FOURIER,
          3,
          2,
          Activation.SWISH,
          false,
          true,
          Inversion.SOLVE);
  private static final Map<String, Double> CONSTANTS = Map.of("g", 9.8, "l", 2e-3);
  private static final Model MODEL = new Model(ARCHITECTURE, CONSTANTS, parameters());

  private static double[] parameters() {
    double[] flat = ARCHITECTURE.lagrangian().initial(1);
    flat[0] = -0.0;
    flat[1] = Double.MIN_VALUE;
    flat[2] = -Double.MAX_VALUE;
    return flat;
  }

  @Test
  void everythingComesBack() {
    Model read = Model.parse(MODEL.toBytes(), "m");
    assertThat(read.architecture()).isEqualTo(ARCHITECTURE);
    assertThat(read.constants()).isEqualTo(CONSTANTS);
    assertThat(bits(read.parameters())).isEqualTo(bits(MODEL.parameters()));
    assertThat(read.toBytes()).isEqualTo(MODEL.toBytes());
  }

  @Test
  void everyKindOfModelComesBack() {
    for (Form form : Form.values()) {
      for (Features features : Features.values()) {
        for (Activation activation : Activation.values()) {
          Inversion inversion = form == Form.FREE ? Inversion.PSEUDO_INVERSE : Inversion.SOLVE;
          Architecture architecture =
              new Architecture(
                  "double-pendulum", form, features, 2, 1, activation, true, false, inversion);
          double[] flat = architecture.lagrangian().initial(3);
          Model read = Model.parse(new Model(architecture, CONSTANTS, flat).toBytes(), "m");
          assertThat(read.architecture()).isEqualTo(architecture);
          assertThat(read.parameters()).isEqualTo(flat);
        }
      }
    }
  }

  /** The names that other programs see. */
  @Test
  void theFileSaysWhatTheModelIs() {
    Safetensors file = Safetensors.parse(MODEL.toBytes(), "m");
    SortedMap<String, String> expected = new TreeMap<>();
    expected.put("ergode.model", "1");
    expected.put("system", "double-pendulum");
    expected.put("form", "potential-gl2");
    expected.put("features", "fourier");
    expected.put("width", "3");
    expected.put("depth", "2");
    expected.put("activation", "swish");
    expected.put("final-bias", "false");
    expected.put("skip", "true");
    expected.put("inversion", "solve");
    expected.put("constant.g", "9.8");
    expected.put("constant.l", "0.002");
    assertThat(file.metadata()).isEqualTo(expected);
    assertThat(file.tensors().stream().map(TensorValues::tensor))
        .containsExactlyElementsOf(MODEL.lagrangian().layout().tensors());
  }

  @Test
  void kernelsTakeConstantsFirst() {
    double[] all = MODEL.kernelParameters(Map.of("l", 0.5, "g", 1.62, "m", 7.0));
    assertThat(Arrays.copyOf(all, 2)).containsExactly(1.62, 0.5);
    assertThat(Arrays.copyOfRange(all, 2, all.length)).isEqualTo(MODEL.parameters());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.kernelParameters(Map.of("g", 1.0)))
        .withMessage("no constant l among [g]");
  }

  @Test
  void modelsThatDoNotFitTogetherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Model(ARCHITECTURE, CONSTANTS, new double[40]))
        .withMessage("got 40 parameters for tensors of 34 elements together");
    double[] flat = parameters();
    flat[14] = Double.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Model(ARCHITECTURE, CONSTANTS, flat))
        .withMessage("parameter mlp.0.bias[2] = NaN: expected a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Model(ARCHITECTURE, Map.of("g", 9.8), parameters()))
        .withMessage("no constant l among [g]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Model(ARCHITECTURE, Map.of("g", 9.8, "l", -1.0), parameters()))
        .withMessage("constant l = -1.0: expected a positive number");
  }

  @Test
  void filesThatAreNoModelAreRefused() {
    refused(texts("ergode.model", null), tensors(), "no metadata ergode.model among [");
    refused(texts("ergode.model", "2"), tensors(), "ergode.model = 2: expected 1");
    refused(
        texts("activation", "relu"),
        tensors(),
        "activation = relu: expected one of tanh, swish, gelu, softplus");
    refused(texts("width", "wide"), tensors(), "width = wide: expected a whole number");
    refused(texts("depth", "99"), tensors(), "network with depth = 99: expected 1 to 64");
    refused(texts("skip", "yes"), tensors(), "skip = yes: expected true or false");
    refused(texts("system", "x"), tensors(), "a model of the form potential-gl2 of the system x");
    refused(texts("constant.g", "x"), tensors(), "constant.g = x: expected a number");
    refused(texts("constant.g", "0"), tensors(), "constant g = 0.0: expected a positive number");
    refused(texts("constant.g", null), tensors(), "no constant g among [l]");
    refused(
        texts("width", "4"), tensors(), "tensor mlp.0.weight is F64 [3, 4]: expected F64 [4, 4]");
    refused(
        texts("skip", "false"),
        tensors(),
        "unknown tensor mlp.skip: expected only [mlp.0.weight, ");
    refused(texts("depth", "3"), tensors(), "tensor mlp.2.weight is F64 [1, 3]: expected F64 [3, ");

    List<TensorValues> fewer = tensors();
    fewer.remove(0);
    refused(texts("note.a", "b"), fewer, "no tensor mlp.0.weight among [mlp.0.bias, ");
    List<TensorValues> whole = tensors();
    whole.set(0, new TensorValues.Longs(whole.get(0).tensor(), new long[12]));
    refused(texts("note.a", "b"), whole, "tensor mlp.0.weight is I64 [3, 4]: expected F64 [3, 4]");
    List<TensorValues> infinite = tensors();
    double[] bias = {1, Double.NEGATIVE_INFINITY, 2};
    infinite.set(1, new TensorValues.Doubles("mlp.0.bias", bias));
    refused(
        texts("note.a", "b"),
        infinite,
        "parameter mlp.0.bias[1] = -Infinity: expected a finite number");
  }

  private static List<TensorValues> tensors() {
    return new ArrayList<>(Safetensors.parse(MODEL.toBytes(), "m").tensors());
  }

  private static Map<String, String> texts(String name, String value) {
    Map<String, String> texts = Safetensors.parse(MODEL.toBytes(), "m").metadata();
    if (value == null) {
      texts.remove(name);
    } else {
      texts.put(name, value);
    }
    return texts;
  }

  private static void refused(
      Map<String, String> metadata, List<TensorValues> tensors, String message) {
    byte[] bytes = Safetensors.of(metadata, tensors).toBytes();
    assertThatExceptionOfType(InvalidTensorsException.class)
        .isThrownBy(() -> Model.parse(bytes, "a.safetensors"))
        .withMessageStartingWith("a.safetensors: " + message);
  }

  @Test
  void damageIsRefusedOrGivesAModel() {
    Random random = new Random(1);
    byte[] whole = MODEL.toBytes();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Damage.of(whole, random);
      try {
        Model.parse(Model.parse(bytes, "m").toBytes(), "m");
      } catch (InvalidTensorsException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(5_000, 19_000);
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
