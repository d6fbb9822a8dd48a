package ergode.report;

import java.util.List;

/** Headline numbers as cards: label, large value, unit or explanation. */
public record NumbersSection(String heading, List<Fact> numbers) implements Section {
  public NumbersSection {
    numbers = List.copyOf(numbers);
  }

  @Override
  public void appendTo(Html html) {
    html.raw("<dl class=\"numbers\">\n");
    for (Fact number : numbers) {
      html.raw("<div>")
          .element("dt", number.name())
          .raw("<dd class=\"value\">")
          .text(number.value())
          .raw("</dd>");
      if (!number.note().isEmpty()) {
        html.raw("<dd class=\"note\">").text(number.note()).raw("</dd>");
      }
      html.raw("</div>\n");
    }
    html.raw("</dl>\n");
  }
}
