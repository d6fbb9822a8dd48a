package ergode.report;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Builds markup and gathers its pictures; text and attribute values are always escaped. */
public final class Html {
  private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private final StringBuilder out = new StringBuilder();
  private final Map<String, byte[]> pictures = new LinkedHashMap<>();

  /** Appends markup as it is: only for literals of this package and its resources. */
  public Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Appends text, escaped. */
  public Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Appends {@code <tag>text</tag>}. */
  public Html element(String tag, String text) {
    return raw("<" + tag + ">").text(text).raw("</" + tag + ">");
  }

  /** Appends {@code name="value"} with a space before it. */
  public Html attribute(String name, String value) {
    return raw(" " + name + "=\"").text(value).raw("\"");
  }

  /**
   * Draws {@code figure} and appends it with its caption.
   *
   * @throws IllegalArgumentException if its name is no file name or is taken on this page
   */
  public Html figure(Figure figure) {
    String name = figure.name();
    if (!FILE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "figure name '" + name + "' must be lower-case letters, digits and hyphens");
    }
    byte[] png = figure.png();
    if (pictures.putIfAbsent(name + ".png", png) != null) {
      throw new IllegalArgumentException("two figures on one page are named '" + name + "'");
    }
    return raw("<figure")
        .attribute("id", "figure-" + name)
        .raw(">\n<img")
        .attribute("alt", figure.alt())
        .attribute("width", Integer.toString(figure.width()))
        .attribute("height", Integer.toString(figure.height()))
        .attribute("src", "data:image/png;base64," + Base64.getEncoder().encodeToString(png))
        .raw(" />\n<figcaption>")
        .text(figure.caption())
        .raw("</figcaption>\n</figure>\n");
  }

  /** PNG files of the figures so far, by file name, in page order. */
  Map<String, byte[]> pictures() {
    return Collections.unmodifiableMap(pictures);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** Text that is safe between tags and between quotes, and legal in HTML and XML. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> appendEscaped(escaped, c));
    return escaped.toString();
  }

  private static void appendEscaped(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(isLegal(c) ? c : 0xFFFD);
    }
  }

  private static boolean isLegal(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    boolean nonCharacter = c == 0xFFFE || c == 0xFFFF;
    return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7F && !surrogate && !nonCharacter);
  }
}
