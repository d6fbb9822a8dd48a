package ergode.train;

import ergode.data.Manifest;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Rows that a training may have seen: those of a data set that its {@link HoldOut} did not keep
 * from it.
 *
 * <p>Trajectories are the same if physics and initial conditions are, however they were solved,
 * saved, split or filtered. The design's number of samples counts only where it moves the others:
 * with a seed, trajectory i is the same in an ensemble of any size. That states of different
 * designs may coincide, as in grids of which one refines the other, is not looked for.
 *
 * @param trajectoriesSha256 of the keys that say which trajectory a {@code sim_id} is
 * @param filterSha256 of the source and the cut of the filter that the data set is a side of; empty
 *     if it is none
 * @param filterSide which side; empty if it is none
 * @param holdOut share that was held out
 */
public record TrainedRows(
    String trajectoriesSha256, String filterSha256, String filterSide, double holdOut) {
  public TrainedRows {
    Objects.requireNonNull(trajectoriesSha256, "trajectories_sha256");
    Objects.requireNonNull(filterSha256, "filter_sha256");
    Objects.requireNonNull(filterSide, "filter_side");
    new HoldOut(holdOut);
  }

  /** What a training on a data set sees. */
  public static TrainedRows of(Manifest data, HoldOut holdOut) {
    return new TrainedRows(
        trajectories(data), filter(data), data.hasFilter() ? side(data) : "", holdOut.share());
  }

  private static String trajectories(Manifest data) {
    Map<String, Object> keys = new TreeMap<>(data.config());
    keys.keySet().removeIf(key -> !key.startsWith("system.") && !key.startsWith("ensemble."));
    if (keys.containsKey("ensemble.seed")) {
      keys.remove("ensemble.samples");
    }
    return Manifest.hash(keys);
  }

  private static String filter(Manifest data) {
    return data.hasFilter()
        ? Manifest.hash(
            Map.of("cut", data.number("filter.cut"), "source", data.string("filter.source_sha256")))
        : "";
  }

  private static String side(Manifest data) {
    return data.string("filter.side");
  }

  /** Whether a data set may have some of these rows. */
  public boolean mayBeIn(Manifest data) {
    return trajectoriesSha256.equals(trajectories(data)) && !isOtherSide(data);
  }

  /** Whether the data set is all that one filter of one source took away from that of these. */
  private boolean isOtherSide(Manifest data) {
    return !filterSha256.isEmpty()
        && filterSha256.equals(filter(data))
        && !filterSide.equals(side(data));
  }

  /** As a value of a configuration. */
  public Map<String, Object> canonical() {
    return Map.of(
        "trajectories_sha256",
        trajectoriesSha256,
        "filter_sha256",
        filterSha256,
        "filter_side",
        filterSide,
        "hold_out",
        holdOut);
  }
}
