package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.InvalidInputException;
import ergode.data.OutputExistsException;
import ergode.network.InvalidTensorsException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class ExitCodesTest {
  private final InvalidInputException invalid =
      new InvalidInputException("save.tmax", "0", "a positive number");
  private final OutputExistsException exists =
      new OutputExistsException("runs/a", "holds a data set", "add --overwrite");

  @Test
  void followFromTheException() {
    assertThat(ExitCodes.of(invalid)).isEqualTo(2);
    assertThat(ExitCodes.of(new InvalidTensorsException("m", "3 bytes"))).isEqualTo(2);
    assertThat(ExitCodes.of(exists)).isEqualTo(3);
    assertThat(ExitCodes.of(new IOException("disk full"))).isEqualTo(4);
    assertThat(ExitCodes.of(new OutOfMemoryError())).isEqualTo(4);
  }

  @Test
  void seeThroughWrappers() {
    assertThat(ExitCodes.of(new RuntimeException("Job aborted", invalid))).isEqualTo(2);
    assertThat(ExitCodes.of(new RuntimeException(new RuntimeException(exists)))).isEqualTo(3);
  }

  @Test
  void theLineIsTheRootCauses() {
    Throwable spark =
        new RuntimeException(
            "Job aborted due to stage failure\n\tat x", new IOException("disk full\n\tat y"));
    assertThat(Causes.line(spark)).isEqualTo("IOException: disk full");
    assertThat(Causes.line(new IllegalStateException("a", invalid)))
        .isEqualTo("save.tmax = 0: expected a positive number");
    assertThat(Causes.line(exists)).isEqualTo("runs/a holds a data set: add --overwrite");
    assertThat(Causes.line(new NullPointerException())).startsWith("NullPointerException");
    Throwable refused = new ConnectException("refused");
    Throwable call = new ConnectException("call to node:8020: refused").initCause(refused);
    assertThat(Causes.line(new IOException("metadata", call)))
        .isEqualTo("ConnectException: call to node:8020: refused");
    assertThat(Causes.line(new IOException("x".repeat(5000)))).hasSizeLessThan(1100);
  }

  @Test
  void circlesOfCausesEnd() {
    RuntimeException inner = new RuntimeException("inner");
    RuntimeException outer = new RuntimeException("outer", inner);
    inner.initCause(outer);
    assertThat(Causes.of(outer)).containsExactly(outer, inner);
  }
}
