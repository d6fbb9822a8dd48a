package ergode.app;

import static ergode.app.Lines.grouped;
import static ergode.app.Lines.line;

import ergode.backend.Backends;
import ergode.bench.CostEstimate;
import ergode.bench.Machine;
import ergode.data.Simulation;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a dry run says about cost, measured on this machine. */
final class CostLines {
  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;
  private static final double DAY = 86_400;

  /** Beyond these the next larger unit is easier to read. */
  private static final double MOST_SECONDS = 2 * MINUTE;

  private static final double MOST_MINUTES = 2 * HOUR;
  private static final double MOST_HOURS = 2 * DAY;

  private CostLines() {}

  /** Takes some seconds. */
  static List<String> measure(
      List<Simulation> simulations, Settings settings, @Nullable String master) throws IOException {
    Backends.Selection backend = MeasuredBackend.of(settings);
    CostEstimate estimate = CostEstimate.of(simulations, backend.backend());
    return lines(
        estimate, simulations.size(), backend.reason(), SparkSessions.master(settings, master));
  }

  static List<String> lines(CostEstimate estimate, int points, String backend, String master) {
    String about = estimate.isLowerBound() ? "at least " : "about ";
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "sample",
            "%s trajectories%s in %s on one core of this machine (%s, %s)"
                .formatted(
                    grouped(estimate.trajectories()),
                    points > 1
                        ? " of " + estimate.points() + " of " + grouped(points) + " points"
                        : "",
                    duration(estimate.seconds()),
                    Machine.cpu(),
                    backend)));
    lines.add(line("on disk", "about " + rounded(estimate.bytes()) + " bytes, from the sample"));
    lines.add(
        line(
            "cost",
            about
                + coreHours(estimate)
                + " core-hours, from the sample"
                + onSlots(estimate, master)));
    if (estimate.isLowerBound()) {
      lines.add(
          line(
              "",
              "trajectories of the sample were cut short after "
                  + grouped(CostEstimate.MOST_STEPS)
                  + " steps"));
    }
    if (!estimate.isSettled()) {
      lines.add(
          line("", "the sample was taken before Java had compiled everything: it is likely less"));
    }
    return lines;
  }

  private static String coreHours(CostEstimate estimate) {
    double hours = estimate.coreSeconds() / HOUR;
    return hours < 0.1
        ? String.format(Locale.ROOT, "%.2g", hours)
        : String.format(Locale.ROOT, "%,.1f", hours);
  }

  private static String onSlots(CostEstimate estimate, String master) {
    OptionalLong slots = MasterSlots.count(master);
    return slots.isEmpty()
        ? ""
        : "; %s on %s like it, and as long as the disk needs"
            .formatted(
                duration(estimate.coreSeconds() / slots.getAsLong()),
                slots.getAsLong() == 1 ? "one core" : grouped(slots.getAsLong()) + " cores");
  }

  /** Two significant digits: a sample promises no more. */
  private static String rounded(double bytes) {
    return String.format(Locale.ROOT, "%,.0f", new BigDecimal(bytes).round(new MathContext(2)));
  }

  static String duration(double seconds) {
    if (seconds < MOST_SECONDS) {
      return String.format(Locale.ROOT, seconds < 1 ? "%.2g s" : "%.1f s", seconds);
    }
    if (seconds < MOST_MINUTES) {
      return String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
    }
    return seconds < MOST_HOURS
        ? String.format(Locale.ROOT, "%.1f h", seconds / HOUR)
        : String.format(Locale.ROOT, "%,.1f days", seconds / DAY);
  }
}
