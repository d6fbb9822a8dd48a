package ergode.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a page into files: one HTML file that needs nothing else, and a PNG per figure. */
public final class Report {
  /** Name of the HTML file. */
  public static final String HTML = "report.html";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

  private Report() {}

  /**
   * Renders {@code page}. The same page gives the same bytes on the same machine.
   *
   * @return file contents by file name: {@value #HTML} first, then the figures in page order
   * @throws NoFontException if the machine has no font with Greek letters and subscripts; the
   *     message names the package to install
   * @throws IllegalArgumentException if two figures have one name
   */
  public static Map<String, byte[]> render(Page page) {
    Html contents = new Html();
    Html main = new Html();
    Set<String> scripts = new LinkedHashSet<>();
    for (int i = 0; i < page.sections().size(); i++) {
      Section section = page.sections().get(i);
      String id = "section-" + (i + 1);
      contents
          .raw("<li><a")
          .attribute("href", "#" + id)
          .raw(">")
          .text(section.heading())
          .raw("</a></li>\n");
      main.raw("<section")
          .attribute("id", id)
          .raw(">\n")
          .element("h2", section.heading())
          .raw("\n");
      section.appendTo(main);
      main.raw("</section>\n");
      scripts.addAll(section.scripts());
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(HTML, html(page, contents, main, scripts).getBytes(StandardCharsets.UTF_8));
    files.putAll(main.pictures());
    return Collections.unmodifiableMap(files);
  }

  private static String html(Page page, Html contents, Html main, Set<String> scripts) {
    String style = Resources.text("page.css");
    String watch = Resources.text("page.js");
    List<String> hashes = new ArrayList<>(List.of(hash(watch)));
    StringBuilder embedded = new StringBuilder();
    for (String name : scripts) {
      String script = Resources.text(name);
      hashes.add(hash(script));
      embedded.append(element(script));
    }
    return fill(
        Resources.text("page.html"),
        Map.of(
            "policy", policy(hash(style), hashes),
            "watch", element(watch),
            "style", style,
            "title", Html.escape(page.title()),
            "subtitle", Html.escape(page.subtitle()),
            "contents", contents.toString(),
            "main", main.toString(),
            "scripts", embedded.toString()));
  }

  private static String element(String script) {
    return "<script>" + script + "</script>\n";
  }

  /** Lets the browser run and fetch what is embedded here, and nothing else. */
  private static String policy(String styleHash, List<String> scriptHashes) {
    return "default-src 'none'; img-src data:; style-src "
        + styleHash
        + "; script-src "
        + String.join(" ", scriptHashes);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Fills all placeholders in one pass, so that a value is never taken for a template. */
  private static String fill(String template, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")));
  }
}
