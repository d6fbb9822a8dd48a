package ergode.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
  private static final Tensor MATRIX = new Tensor("a", List.of(2, 3));
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(List.of(MATRIX, new Tensor("b", List.of()), new Tensor("c", List.of(2))));

  @Test
  void tensorsLieOneAfterTheOther() {
    double[] flat = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(LAYOUT.size()).isEqualTo(9);
    assertThat(LAYOUT.offset("c")).isEqualTo(7);
    assertThat(LAYOUT.tensor("a")).isEqualTo(MATRIX);
    assertThat(LAYOUT.copy(flat, "a")).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(LAYOUT.copy(flat, "b")).containsExactly(6);
    assertThat(LAYOUT.copy(flat, "c")).containsExactly(7, 8);
  }

  @Test
  void anElementKnowsItsPlace() {
    assertThat(LAYOUT.element(0)).isEqualTo("a[0][0]");
    assertThat(LAYOUT.element(4)).isEqualTo("a[1][1]");
    assertThat(LAYOUT.element(6)).isEqualTo("b");
    assertThat(LAYOUT.element(8)).isEqualTo("c[1]");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> LAYOUT.element(9))
        .withMessage("element 9 of 9 parameters");
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYOUT.offset("d"))
        .withMessage("no tensor d among [a, b, c]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYOUT.copy(new double[8], "a"))
        .withMessage("got 8 parameters for tensors of 9 elements together");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterLayout(List.of(MATRIX, MATRIX)))
        .withMessage("the tensors [a, a] do not all have their own name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tensor("w", List.of(3, 0)))
        .withMessage("tensor w of shape [3, 0], expected lengths of at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tensor("w", List.of(65536, 65536, 65536, 65536)))
        .withMessage(
            "tensor w of shape [65536, 65536, 65536, 65536], expected at most 2^31 - 1 elements");
  }
}
