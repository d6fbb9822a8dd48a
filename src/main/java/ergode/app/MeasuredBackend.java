package ergode.app;

import ergode.backend.Backends;
import ergode.spark.TaskBackend;

/** The backend that a measurement is about. */
final class MeasuredBackend {
  private MeasuredBackend() {}

  /**
   * What the configuration asks for; with {@code auto}, vector code from the start. A measurement
   * has a warm-up of its own, which must not take the start on the reference kernels for the end.
   */
  static Backends.Selection of(Settings settings) {
    Backends.Choice asked = settings.choice("backend", Backends.Choice.class);
    return TaskBackend.selection(asked == Backends.Choice.AUTO ? Backends.Choice.SIMD : asked);
  }
}
