package ergode.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** How far apart two words are, and which word was meant. */
final class EditDistance {
  private EditDistance() {}

  /** The candidate nearest to a misspelt word, if one is near enough to have been meant. */
  static Optional<String> nearest(
      String word, Collection<String> candidates, ToIntBiFunction<String, String> distance) {
    return candidates.stream()
        .filter(candidate -> distance.applyAsInt(word, candidate) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(candidate -> distance.applyAsInt(word, candidate)));
  }

  /**
   * Fewest insertions, deletions, substitutions and swaps of neighbours from a to b, no part edited
   * twice (optimal string alignment).
   */
  static int between(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substituted, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
