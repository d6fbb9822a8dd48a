package ergode.mechanics;

/**
 * A physical parameter of a system; its value is always positive.
 *
 * @param unit SI unit, such as "kg"
 * @param description what it is, in a few words
 */
public record PhysicalParameter(String name, String unit, String description) {}
