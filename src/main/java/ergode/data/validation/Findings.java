package ergode.data.validation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found to be wrong: the first few cases of each kind in each place in words, and how many
 * there are. So a data set of a million wrong rows has a short list. Add findings, merge lists in
 * the order of the places.
 */
public final class Findings implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Cases in words of one kind in one place. */
  private static final int SHOWN = 3;

  private final Map<Kind, Cases> kinds = new LinkedHashMap<>();

  private record Kind(String place, String subject) implements Serializable {}

  private static final class Cases implements Serializable {
    private static final long serialVersionUID = 1L;
    private final List<String> shown = new ArrayList<>();
    private long count;

    void add(String sentence) {
      count++;
      if (shown.size() < SHOWN) {
        shown.add(sentence);
      }
    }

    void merge(Cases other) {
      count += other.count;
      other.shown.stream().limit(SHOWN - shown.size()).forEach(shown::add);
    }
  }

  /**
   * Something that is not as it should be.
   *
   * @param place a file, relative to the data set: "data/train-00003-of-00012.parquet"
   * @param subject what is wrong there: cases of one subject are counted together
   * @param problem completes the sentence
   */
  public void add(String place, String subject, String problem) {
    kinds
        .computeIfAbsent(new Kind(place, subject), kind -> new Cases())
        .add(place + ": " + problem);
  }

  /** A value that is not what it should be. */
  public void differs(String place, String subject, Object found, Object expected) {
    add(place, subject, subject + " is " + found + ", expected " + expected);
  }

  /** Appends other findings. */
  public Findings merge(Findings other) {
    other.kinds.forEach(
        (kind, cases) -> kinds.computeIfAbsent(kind, k -> new Cases()).merge(cases));
    return this;
  }

  public boolean isEmpty() {
    return kinds.isEmpty();
  }

  /** How many there are, shown or not. */
  public long count() {
    return kinds.values().stream().mapToLong(cases -> cases.count).sum();
  }

  /** How many there are of one subject, in all places. */
  public long count(String subject) {
    return kinds.entrySet().stream()
        .filter(entry -> entry.getKey().subject().equals(subject))
        .mapToLong(entry -> entry.getValue().count)
        .sum();
  }

  /** A line per finding that is shown, and one for those of its kind that are not. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    kinds.forEach(
        (kind, cases) -> {
          lines.addAll(cases.shown);
          long more = cases.count - cases.shown.size();
          if (more > 0) {
            lines.add(
                String.format(
                    Locale.ROOT, "%s: %s: %,d more like this", kind.place(), kind.subject(), more));
          }
        });
    return lines;
  }

  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}
