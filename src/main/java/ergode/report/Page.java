package ergode.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a report says, in reading order.
 *
 * @param title main heading
 * @param subtitle one line below it, may be empty
 * @param sections parts with distinct headings
 */
public record Page(String title, String subtitle, List<Section> sections) {
  public Page {
    sections = List.copyOf(sections);
    Set<String> headings = new HashSet<>();
    for (Section section : sections) {
      if (!headings.add(section.heading())) {
        throw new IllegalArgumentException(
            "two sections of the page have the heading '" + section.heading() + "'");
      }
    }
  }
}
