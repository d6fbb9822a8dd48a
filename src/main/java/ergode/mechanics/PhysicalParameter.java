package ergode.mechanics;

/**
 * A physical parameter of a system; always positive.
 *
 * @param unit SI unit, such as "kg"
 * @param description what it is, in a few words
 */
public record PhysicalParameter(
    String name, double defaultValue, String unit, String description) {}
