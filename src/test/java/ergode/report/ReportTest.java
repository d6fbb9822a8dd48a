package ergode.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {
  private static final String EVIL = "</title></script><script>alert('x')</script><img src=x \">&";

  private static Page page;
  private static Map<String, byte[]> files;
  private static String html;

  @BeforeAll
  static void render() {
    page = new SampleEnsemble(60, 3).page();
    files = Report.render(page);
    html = new String(files.get("report.html"), UTF_8);
  }

  /** Parses the page as XML, scripts and styles emptied (their text is not markup). */
  private static Document parse(String html) throws Exception {
    String markup =
        html.replaceFirst("<!DOCTYPE html>", "")
            .replaceAll("(?s)(<script>).*?(</script>)", "$1$2")
            .replaceAll("(?s)(<style>).*?(</style>)", "$1$2");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(markup)));
  }

  @Test
  void listsThePageFirstAndThenItsFigures() {
    assertThat(files.keySet())
        .containsExactly(
            "report.html",
            "density.png",
            "trajectories.png",
            "energy-drift.png",
            "initial-angles.png");
  }

  @Test
  void everyFigureIsEmbeddedAndMatchesItsFile() throws Exception {
    NodeList images = parse(html).getElementsByTagName("img");
    assertThat(images.getLength()).isEqualTo(files.size() - 1);
    for (int i = 0; i < images.getLength(); i++) {
      Element image = (Element) images.item(i);
      Element figure = (Element) image.getParentNode();
      String file = figure.getAttribute("id").replaceFirst("figure-", "") + ".png";
      String data = image.getAttribute("src").replaceFirst("data:image/png;base64,", "");
      assertThat(Base64.getDecoder().decode(data)).isEqualTo(files.get(file));
      var decoded = ImageIO.read(new ByteArrayInputStream(files.get(file)));
      assertThat(decoded.getWidth()).isEqualTo(2 * Integer.parseInt(image.getAttribute("width")));
      assertThat(decoded.getHeight()).isEqualTo(2 * Integer.parseInt(image.getAttribute("height")));
      assertThat(image.getAttribute("alt")).isNotBlank();
    }
  }

  @Test
  void refersToNothingOutsideItself() throws Exception {
    NodeList all = parse(html).getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      for (String name : List.of("src", "href", "action", "srcset", "poster", "data")) {
        String value = element.getAttribute(name);
        assertThat(value.isEmpty() || value.startsWith("data:") || value.startsWith("#"))
            .as("<%s %s=%s>", element.getTagName(), name, value)
            .isTrue();
      }
    }
    assertThat(html).doesNotContainPattern("(?i)https?:|@import|url\\(|fetch\\(|XMLHttpRequest");
  }

  @Test
  void contentPolicyAdmitsExactlyTheEmbeddedScriptsAndStyle() throws Exception {
    Element policy = (Element) parse(html).getElementsByTagName("meta").item(1);
    assertThat(policy.getAttribute("http-equiv")).isEqualTo("Content-Security-Policy");
    String content = policy.getAttribute("content");
    assertThat(content).startsWith("default-src 'none'; img-src data:;");
    Matcher embedded = Pattern.compile("(?s)<(?:script|style)>(.*?)</").matcher(html);
    int count = 0;
    while (embedded.find()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(embedded.group(1).getBytes(UTF_8));
      assertThat(content).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      count++;
    }
    assertThat(count).isEqualTo(3);
    assertThat(content.split("'sha256-", -1)).hasSize(count + 1);
  }

  @Test
  void headingsAndContentsAgree() throws Exception {
    Document document = parse(html);
    NodeList headings = document.getElementsByTagName("h2");
    NodeList links =
        ((Element) document.getElementsByTagName("nav").item(0)).getElementsByTagName("a");
    assertThat(links.getLength()).isEqualTo(page.sections().size());
    for (int i = 0; i < links.getLength(); i++) {
      Element section = (Element) headings.item(i).getParentNode();
      assertThat(headings.item(i).getTextContent()).isEqualTo(page.sections().get(i).heading());
      assertThat(((Element) links.item(i)).getAttribute("href"))
          .isEqualTo("#" + section.getAttribute("id"));
    }
  }

  @Test
  void hostileTextStaysText() throws Exception {
    SampleTrajectory run =
        new SampleTrajectory(
            EVIL, true, Series.of(0, 1, 2), Series.of(0, 1, 2), Series.of(0, 2, 4));
    Page hostile =
        new Page(
            EVIL,
            EVIL + "{{scripts}}",
            List.of(
                new NotesSection(EVIL, List.of(EVIL)),
                new NumbersSection("n", List.of(new Fact(EVIL, EVIL, EVIL))),
                new TableSection("t", EVIL, EVIL, List.of(new Fact(EVIL, EVIL, EVIL))),
                new TablesSection(
                    "u",
                    List.of(
                        new TablesSection.Table(
                            EVIL, List.of(EVIL, EVIL), List.of(List.of(EVIL, EVIL))))),
                FigureSection.of(new TrajectoriesFigure(List.of(run), 1)),
                new PendulumSection("m", 1, 1, List.of(run))));
    String text = new String(Report.render(hostile).get("report.html"), UTF_8);
    Document document = parse(text);
    assertThat(document.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(EVIL);
    assertThat(document.getElementsByTagName("img").getLength()).isEqualTo(1);
    // page.js, pendulum.js and the data of the animation.
    assertThat(document.getElementsByTagName("script").getLength()).isEqualTo(3);
    assertThat(text).doesNotContain("<script>alert");
    assertThat(text.split("<script>", -1)).hasSize(3);
  }

  @Test
  void emptyPageIsStillAPage() throws Exception {
    Map<String, byte[]> alone = Report.render(new Page("Nothing", "", List.of()));
    assertThat(alone).containsOnlyKeys("report.html");
    Document document = parse(new String(alone.get("report.html"), UTF_8));
    assertThat(document.getElementsByTagName("script").getLength()).isEqualTo(1);
  }

  @Test
  void sameBytesAgainAndInAnotherLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Report.render(page)).containsExactlyEntriesOf(files);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesARowThatDoesNotFitItsTable() {
    assertThatThrownBy(
            () -> new TablesSection.Table("t", List.of("a", "b"), List.of(List.of("1", "2", "3"))))
        .hasMessage("the table 't' has a row of 3 cells, expected 2");
  }

  @Test
  void refusesTwoSectionsWithOneHeading() {
    NotesSection notes = new NotesSection("Notes", List.of());
    assertThatThrownBy(() -> new Page("t", "", List.of(notes, notes)))
        .hasMessage("two sections of the page have the heading 'Notes'");
  }
}
