package ergode.report;

import java.util.List;

/** Small tables of the same kind, beside each other where there is room. */
public record TablesSection(String heading, List<Table> tables) implements Section {
  public TablesSection {
    tables = List.copyOf(tables);
  }

  /**
   * A table.
   *
   * @param caption what it is about
   * @param columns titles, of which the first is that of the rows' names
   * @param rows as many cells each as there are columns, a name first
   */
  public record Table(String caption, List<String> columns, List<List<String>> rows) {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "the table '%s' has a row of %d cells, expected %d"
                  .formatted(caption, row.size(), columns.size()));
        }
      }
    }
  }

  @Override
  public void appendTo(Html html) {
    html.raw("<div class=\"tables\">\n");
    for (Table table : tables) {
      html.raw("<table>\n").element("caption", table.caption()).raw("\n<thead><tr>");
      for (String title : table.columns()) {
        html.raw("<th scope=\"col\">").text(title).raw("</th>");
      }
      html.raw("</tr></thead>\n<tbody>\n");
      for (List<String> row : table.rows()) {
        html.raw("<tr><th scope=\"row\">").text(row.get(0)).raw("</th>");
        row.subList(1, row.size()).forEach(cell -> html.element("td", cell));
        html.raw("</tr>\n");
      }
      html.raw("</tbody>\n</table>\n");
    }
    html.raw("</div>\n");
  }
}
