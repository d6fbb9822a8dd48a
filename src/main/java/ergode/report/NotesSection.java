package ergode.report;

import java.util.List;

/** Warnings and remarks, one list item each. */
public record NotesSection(String heading, List<String> notes) implements Section {
  public NotesSection {
    notes = List.copyOf(notes);
  }

  @Override
  public void appendTo(Html html) {
    html.raw("<ul class=\"notes\">\n");
    for (String note : notes) {
      html.element("li", note).raw("\n");
    }
    html.raw("</ul>\n");
  }
}
