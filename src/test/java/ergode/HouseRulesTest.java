package ergode;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules about the sources that neither the compiler nor the formatter knows. */
class HouseRulesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int MOST_LINES = 400;

  /** The JDK's functions whose last bit may differ from one processor or JDK to the next. */
  private static final Set<String> INEXACT =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
          "expm1", "log", "log1p", "log10", "pow", "cbrt", "hypot");

  @Test
  void filesStaySmall() throws IOException {
    assertThat(javaFiles().filter(file -> lines(file) > MOST_LINES))
        .as("files over %d lines: split each by idea", MOST_LINES)
        .isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    var missing = new TreeSet<Path>();
    javaFiles()
        .map(file -> file.resolveSibling("package-info.java"))
        .filter(Files::notExists)
        .forEach(missing::add);
    assertThat(missing)
        .as(
            "packages without package-info.java: say in a sentence or two what is inside,"
                + " @NullMarked")
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    assertThat(
            javaFiles()
                .filter(file -> file.endsWith("package-info.java"))
                .filter(file -> !text(file).contains("@NullMarked")))
        .as("packages whose package-info.java lacks org.jspecify.annotations.NullMarked")
        .isEmpty();
  }

  /**
   * A chaotic orbit turns one last bit into another trajectory, so a data path has one sine on
   * every machine. Figures may use the JDK's.
   */
  @Test
  void dataPathsUseOurOwnElementaryFunctions() {
    var calls =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.isJar())
                .importPackages("ergode")
                .stream()
                .filter(type -> !type.getPackageName().startsWith("ergode.report"))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(HouseRulesTest::isInexact)
                .map(JavaAccess::getDescription)
                .toList();
    assertThat(calls)
        .as("transcendental functions of the JDK outside ergode.report: call ergode.math instead")
        .isEmpty();
  }

  private static boolean isInexact(JavaAccess<?> call) {
    var owner = call.getTargetOwner();
    return (owner.isEquivalentTo(Math.class) || owner.isEquivalentTo(StrictMath.class))
        && INEXACT.contains(call.getName());
  }

  private static Stream<Path> javaFiles() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      assertThat(found).as("Java files under %s", SOURCES.toAbsolutePath()).isNotEmpty();
      return found.stream();
    }
  }

  private static long lines(Path file) {
    return text(file).lines().count();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
