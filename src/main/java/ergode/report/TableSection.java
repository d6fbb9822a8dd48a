package ergode.report;

import java.util.List;

/**
 * Facts as rows of a table, for example a configuration.
 *
 * @param heading section heading
 * @param nameTitle title of the first column, for example "Key"
 * @param noteTitle title of the note column, which is left out if no fact has a note
 * @param facts rows in order
 */
public record TableSection(String heading, String nameTitle, String noteTitle, List<Fact> facts)
    implements Section {
  public TableSection {
    facts = List.copyOf(facts);
  }

  @Override
  public void appendTo(Html html) {
    boolean notes = facts.stream().anyMatch(fact -> !fact.note().isEmpty());
    html.raw("<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">")
        .text(nameTitle)
        .raw("</th><th scope=\"col\">Value</th>");
    if (notes) {
      html.raw("<th scope=\"col\">").text(noteTitle).raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for (Fact fact : facts) {
      html.raw("<tr><th scope=\"row\">").text(fact.name()).raw("</th>").element("td", fact.value());
      if (notes) {
        html.element("td", fact.note());
      }
      html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table></div>\n");
  }
}
