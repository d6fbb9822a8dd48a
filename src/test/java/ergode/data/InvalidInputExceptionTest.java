package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {
  @Test
  void messageNamesCulpritValueAndWhatIsAccepted() {
    var error = new InvalidInputException("solver.rtol", "-1", "a positive number");

    assertThat(error)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("solver.rtol = -1: expected a positive number");
    assertThat(error.culprit()).isEqualTo("solver.rtol");
    assertThat(error.value()).isEqualTo("-1");
    assertThat(error.accepted()).isEqualTo("a positive number");
  }
}
