package ergode.report;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A uniform sample of bounded size (bottom-k sampling): of all items offered, the k whose keys hash
 * to the smallest values. Which ones those are does not depend on the order, nor on how the items
 * were split.
 *
 * @param <T> what is kept
 */
final class Sampler<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final TreeMap<Long, T> kept = new TreeMap<>();

  Sampler(int size) {
    this.size = size;
  }

  /** Whether an item with this key would be kept at present; asking first saves making it. */
  boolean wants(long dataset, long id) {
    return kept.size() < size || hash(dataset, id) < kept.lastKey();
  }

  void offer(long dataset, long id, T item) {
    put(hash(dataset, id), item);
  }

  void merge(Sampler<T> other) {
    other.kept.forEach(this::put);
  }

  private void put(long hash, T item) {
    kept.put(hash, item);
    if (kept.size() > size) {
      kept.pollLastEntry();
    }
  }

  /** The sample, in the order of the hashes. */
  List<T> items() {
    return new ArrayList<>(kept.values());
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection of the ids. */
  private static long hash(long dataset, long id) {
    long z = id * 0x9E37_79B9_7F4A_7C15L + (dataset << 56);
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }
}
