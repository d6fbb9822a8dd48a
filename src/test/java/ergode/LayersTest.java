package ergode;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The import fences between packages. A failure names the class, the import, and where to go. */
class LayersTest {
  /**
   * Package to the packages right below it. A package may import these and whatever they may
   * import. A new package needs a line here.
   */
  private static final Map<String, Set<String>> BELOW =
      Map.ofEntries(
          Map.entry("math", Set.of()),
          Map.entry("expr", Set.of("math")),
          Map.entry("backend", Set.of("expr")),
          Map.entry("mechanics", Set.of("expr")),
          Map.entry("ode", Set.of("backend")),
          Map.entry("chaos", Set.of("mechanics", "ode")),
          Map.entry("network", Set.of("mechanics", "backend")),
          Map.entry("train", Set.of("network", "ode", "data")),
          Map.entry("data", Set.of("mechanics", "ode")),
          Map.entry("spark", Set.of("data", "chaos", "train")),
          Map.entry("bench", Set.of("train")),
          Map.entry("report", Set.of("data", "chaos", "train")),
          Map.entry("app", Set.of("spark", "report", "bench")));

  /** Packages that are mathematics: no library, no logging, no files. */
  private static final Set<String> PURE = Set.of("math", "expr", "mechanics", "ode");

  private static JavaClasses ergode;

  @BeforeAll
  static void importMainClasses() {
    ergode =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(LayersTest::isOurOwnBuild)
            .importPackages("ergode");
    assertThat(ergode).as("classes of ergode on the test class path").isNotEmpty();
  }

  private static boolean isOurOwnBuild(Location location) {
    return !location.isJar();
  }

  @Test
  void everyPackageHasALayer() {
    var packages =
        ergode.stream()
            .map(type -> type.getPackageName().split("\\."))
            .filter(parts -> parts.length > 1)
            .map(parts -> parts[1])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(BELOW.keySet())
        .as("layers; a new package gets a line in LayersTest.BELOW that says what it may import")
        .containsAll(packages);
  }

  @TestFactory
  Stream<DynamicTest> packagesImportOnlyWhatLiesBelow() {
    return BELOW.keySet().stream().sorted().map(layer -> fence(layer, importsOf(layer)));
  }

  private static DynamicTest fence(String layer, Set<String> allowed) {
    var forbidden =
        BELOW.keySet().stream()
            .filter(other -> !other.equals(layer) && !allowed.contains(other))
            .map(LayersTest::inErgode)
            .toArray(String[]::new);
    return rule(
        layer,
        noClasses()
            .that()
            .resideInAPackage(inErgode(layer))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden)
            .because(
                ("ergode.%s may import %s only: move the code up to a package that may, "
                        + "or pass the value in")
                    .formatted(layer, allowed.isEmpty() ? "the JDK" : new TreeSet<>(allowed))));
  }

  @TestFactory
  Stream<DynamicTest> mathematicsImportsNoLibrary() {
    return PURE.stream()
        .sorted()
        .map(
            layer ->
                rule(
                    layer,
                    classes()
                        .that()
                        .resideInAPackage(inErgode(layer))
                        .should()
                        .onlyDependOnClassesThat(
                            resideInAnyPackage("java..", "ergode..", "org.jspecify.."))
                        .because(
                            ("ergode.%s is mathematics: files and formats belong to ergode.data, "
                                    + "vector code to ergode.backend, logging to ergode.app")
                                .formatted(layer))));
  }

  @TestFactory
  Stream<DynamicTest> librariesStayInTheirPackages() {
    return Stream.of(
        library("org.apache.spark..", List.of("spark", "app")),
        library("scala..", List.of("spark", "app")),
        library("org.apache.parquet..", List.of("data", "spark")),
        library("com.github.luben..", List.of("data")),
        library("org.xerial..", List.of("data")),
        library("org.apache.hadoop..", List.of("data", "train", "spark", "app")),
        library("org.nd4j..", List.of("backend")),
        library("jdk.incubator..", List.of("backend")),
        library("org.codehaus.janino..", List.of("backend")),
        library("picocli..", List.of("app")),
        library("com.typesafe.config..", List.of("app")),
        library("me.tongfei.progressbar..", List.of("app")),
        library("org.jfree..", List.of("report")),
        library("java.awt..", List.of("report")));
  }

  @TestFactory
  Stream<DynamicTest> accelerationHasOneDoor() {
    return Stream.of("org.nd4j..", "jdk.incubator..")
        .map(
            library ->
                dynamicTest(
                    library,
                    () ->
                        assertThat(ergode)
                            .as(
                                "top-level classes that import %s: keep it behind one class, the"
                                    + " rest talks to ergode.backend.Kernel",
                                library)
                            .filteredOn(
                                type ->
                                    type.getDirectDependenciesFromSelf().stream()
                                        .anyMatch(
                                            use ->
                                                resideInAPackage(library)
                                                    .test(use.getTargetClass())))
                            .extracting(type -> type.getName().replaceFirst("\\$.*", ""))
                            .satisfies(
                                names ->
                                    assertThat(Set.copyOf(names)).hasSizeLessThanOrEqualTo(1))));
  }

  @Test
  void nothingIsReadByJavaDeserialisation() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .because(
            "a crafted file runs code when it is deserialised: read JSON, Parquet or safetensors"
                + " and check lengths first")
        .check(ergode);
  }

  private static DynamicTest library(String library, List<String> homes) {
    return rule(
        library,
        noClasses()
            .that()
            .resideOutsideOfPackages(
                homes.stream().map(LayersTest::inErgode).toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(library)
            .because(
                "%s belongs to %s: move the code there, behind a type of our own"
                    .formatted(
                        library,
                        homes.stream()
                            .map(home -> "ergode." + home)
                            .collect(Collectors.joining(" and ")))));
  }

  private static DynamicTest rule(String name, ArchRule rule) {
    return dynamicTest(name, () -> rule.allowEmptyShould(true).check(ergode));
  }

  private static Set<String> importsOf(String layer) {
    var all = new TreeSet<String>();
    for (String below : BELOW.getOrDefault(layer, Set.of())) {
      all.add(below);
      all.addAll(importsOf(below));
    }
    return all;
  }

  private static String inErgode(String layer) {
    return "ergode." + layer + "..";
  }
}
