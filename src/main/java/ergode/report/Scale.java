package ergode.report;

import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;

/** The vertical axis of a {@link LinePanel}. */
public enum Scale {
  /** Whole decades around the values; a value that is not positive leaves a gap. */
  LOGARITHMIC {
    @Override
    double place(double value) {
      return value > 0 && Double.isFinite(value) ? Math.log10(value) : Double.NaN;
    }

    @Override
    NumberAxis axis(String label, List<Series> values) {
      double[] places =
          values.stream()
              .flatMapToDouble(series -> Arrays.stream(places(series)))
              .filter(Double::isFinite)
              .toArray();
      double low = Math.floor(Arrays.stream(places).min().orElse(0) - MARGIN);
      double high = Math.ceil(Arrays.stream(places).max().orElse(0) + MARGIN);
      double step = Math.max(1, Math.ceil((high - low) / MOST_TICKS));
      return Style.axis(
          label, low, high, step, decade -> Numbers.powerOfTen((int) Math.round(decade)));
    }
  },

  /** Angles within two turns. */
  TWO_TURNS {
    @Override
    double place(double value) {
      return Double.isFinite(value) ? value : Double.NaN;
    }

    @Override
    NumberAxis axis(String label, List<Series> values) {
      return Style.angleAxis(label, -2 * Math.PI, 2 * Math.PI, 4);
    }
  };

  private static final int MOST_TICKS = 8;

  /** Room beyond the least and the largest value, decades: a line on the frame is not seen. */
  private static final double MARGIN = 0.05;

  /** Where a value stands on the axis; NaN for nowhere. */
  abstract double place(double value);

  abstract NumberAxis axis(String label, List<Series> values);

  double[] places(Series values) {
    double[] places = new double[values.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(values.get(i));
    }
    return places;
  }
}
