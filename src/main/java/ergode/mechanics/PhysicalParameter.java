package ergode.mechanics;

/**
 * A physical parameter of a system; always positive.
 *
 * @param unit SI unit, such as "kg"
 * @param description what it is, in a few words
 */
public record PhysicalParameter(String name, double defaultValue, String unit, String description) {
  public PhysicalParameter {
    if (!(defaultValue > 0 && defaultValue < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "default " + defaultValue + " of " + name + " is not positive and finite");
    }
  }
}
