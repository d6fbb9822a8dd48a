package ergode.report;

/**
 * One row of a table or one headline number.
 *
 * @param name label or configuration key
 * @param value formatted value
 * @param note unit, explanation or origin; empty if there is none
 */
public record Fact(String name, String value, String note) {
  /** A fact that needs no note. */
  public static Fact of(String name, String value) {
    return new Fact(name, value, "");
  }
}
