package ergode.data.design;

/** A piece of a user's file as an error message shows it: short, one line, printable. */
final class Shown {
  private static final int MAX_LENGTH = 60;

  private Shown() {}

  static String of(String text) {
    if (text.isEmpty()) {
      return "(empty)";
    }
    String head = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    return head.replaceAll("\\p{Cntrl}", "?");
  }
}
