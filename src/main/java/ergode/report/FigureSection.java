package ergode.report;

import java.util.List;

/** Figures under one heading, one below the other; each gets its title if there are several. */
public record FigureSection(String heading, List<Figure> figures) implements Section {
  public FigureSection {
    figures = List.copyOf(figures);
  }

  /** A section for one figure, headed by its title. */
  public static FigureSection of(Figure figure) {
    return new FigureSection(figure.title(), List.of(figure));
  }

  @Override
  public void appendTo(Html html) {
    for (Figure figure : figures) {
      if (figures.size() > 1) {
        html.element("h3", figure.title()).raw("\n");
      }
      html.figure(figure);
    }
  }
}
