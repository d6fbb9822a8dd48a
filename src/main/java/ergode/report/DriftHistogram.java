package ergode.report;

import java.util.List;

/**
 * Energy drift of an ensemble, binned by order of magnitude.
 *
 * @param decades bins of log10(drift), drift being dimensionless
 * @param nonChaotic runs per bin without the chaotic label
 * @param chaotic runs per bin with it
 * @param outside runs that no bin holds: a drift of exactly 0, not finite, or beyond the bins
 * @param marks values to mark on the axis, each a positive drift
 */
public record DriftHistogram(
    Bins decades, List<Long> nonChaotic, List<Long> chaotic, long outside, List<Mark> marks) {
  /** A labelled drift, for example "max" at 3.1e-5. */
  public record Mark(String label, double drift) {
    public Mark {
      if (!(drift > 0 && Double.isFinite(drift))) {
        throw new IllegalArgumentException(
            "mark " + label + " needs a positive finite drift, got " + drift);
      }
    }
  }

  public DriftHistogram {
    nonChaotic = List.copyOf(nonChaotic);
    chaotic = List.copyOf(chaotic);
    marks = List.copyOf(marks);
    if (nonChaotic.size() != decades.count() || chaotic.size() != decades.count()) {
      throw new IllegalArgumentException(
          "a histogram of "
              + decades.count()
              + " bins got "
              + nonChaotic.size()
              + " non-chaotic and "
              + chaotic.size()
              + " chaotic counts");
    }
    if (outside < 0) {
      throw new IllegalArgumentException("outside must be 0 or more, got " + outside);
    }
  }
}
