package ergode.report;

import java.util.List;

/** A titled part of a page. A new kind of content is a new implementation. */
public interface Section {
  /** Heading, plain text, unique on a page. */
  String heading();

  /** Appends everything below the heading. */
  void appendTo(Html html);

  /** Scripts that the body needs, as resource names in this package; each is embedded once. */
  default List<String> scripts() {
    return List.of();
  }
}
