package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  private static Figure named(String name) {
    return new Figure() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String title() {
        return "A < B";
      }

      @Override
      public String caption() {
        return "<b>bold</b>";
      }

      @Override
      public String alt() {
        return "\" onerror=\"alert(1)";
      }

      @Override
      public Dimension size() {
        return new Dimension(20, 10);
      }

      @Override
      public void draw(Canvas canvas) {}

      @Override
      public byte[] png() {
        return new byte[] {1, 2, 3};
      }
    };
  }

  @Test
  void escapesMarkupQuotesAndIllegalCharacters() {
    assertThat(Html.escape("<a href=\"x\" id='y'>&amp;</a>"))
        .isEqualTo("&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    assertThat(Html.escape("a\u0000b\u001Bc\uD800d\uFFFF"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFD");
    assertThat(Html.escape("θ₁ = 𝜋\n")).isEqualTo("θ₁ = 𝜋\n");
  }

  @Test
  void figureTextCannotLeaveItsPlace() {
    String markup = new Html().figure(named("one")).toString();
    assertThat(markup)
        .contains("alt=\"&quot; onerror=&quot;alert(1)\"")
        .contains("<figcaption>&lt;b&gt;bold&lt;/b&gt;</figcaption>")
        .contains("src=\"data:image/png;base64,AQID\"")
        .contains("width=\"10\" height=\"5\"");
  }

  @Test
  void severalFiguresOfASectionGetTheirTitles() {
    Html html = new Html();
    new FigureSection("Both", List.of(named("one"), named("two"))).appendTo(html);
    assertThat(html.toString()).containsOnlyOnce("id=\"figure-two\"");
    assertThat(html.toString().split("<h3>A &lt; B</h3>", -1)).hasSize(3);
    assertThat(html.pictures()).containsOnlyKeys("one.png", "two.png");
  }

  @Test
  void refusesNamesThatAreNoFileNamesOrTaken() {
    assertThatThrownBy(() -> new Html().figure(named("../x"))).hasMessageContaining("'../x'");
    assertThatThrownBy(() -> new Html().figure(named("one")).figure(named("one")))
        .hasMessage("two figures on one page are named 'one'");
  }
}
