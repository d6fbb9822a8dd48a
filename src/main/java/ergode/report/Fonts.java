package ergode.report;

import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The one font family of all figures, found when the first figure is drawn. */
final class Fonts {
  /** Every character beyond ASCII that a figure may show. */
  private static final String NEEDED = "θ₀₁₂π−·…⁻⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static final List<String> PREFERRED = List.of("DejaVu Sans", "Noto Sans", "SansSerif");

  private static final String REMEDY =
      "install one, for example with: apt-get install fonts-dejavu-core fontconfig";

  private Fonts() {}

  /**
   * A font of the family, {@code size} in device px.
   *
   * @throws NoFontException if the machine has no font with Greek letters and subscripts
   */
  static Font plain(int size) {
    return new Font(Family.get(), Font.PLAIN, size);
  }

  static Font bold(int size) {
    return new Font(Family.get(), Font.BOLD, size);
  }

  /** The first preferred family that {@code displays} everything, or a sentence saying why not. */
  static String choose(Supplier<List<String>> usable) {
    List<String> found;
    try {
      found = usable.get();
    } catch (RuntimeException | Error e) {
      // A machine without fonts or without the native font libraries surfaces in the JDK as
      // InternalError, NullPointerException or LinkageError, depending on what is missing.
      throw new NoFontException(
          "figures cannot be drawn: Java found no fonts on this machine (" + e + "); " + REMEDY, e);
    }
    if (found.isEmpty()) {
      throw new NoFontException(
          "figures cannot be drawn: no font on this machine has Greek letters, subscripts and"
              + " superscripts; "
              + REMEDY);
    }
    return found.get(0);
  }

  private static List<String> usableFamilies() {
    return PREFERRED.stream()
        .filter(family -> new Font(family, Font.PLAIN, 12).canDisplayUpTo(NEEDED) < 0)
        .filter(Fonts::isInstalled)
        .toList();
  }

  /** Java answers an unknown family with its default font instead of failing. */
  private static boolean isInstalled(String family) {
    return family.equals("SansSerif")
        || new Font(family, Font.PLAIN, 12).getFamily(Locale.ROOT).equals(family);
  }

  private static final class Family {
    private static volatile String name = "";

    /** Not a static initialiser: that would turn the second failure into NoClassDefFoundError. */
    static String get() {
      if (name.isEmpty()) {
        name = choose(Fonts::usableFamilies);
      }
      return name;
    }
  }
}
