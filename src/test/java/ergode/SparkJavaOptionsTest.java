package ergode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** The JVM options that the build writes for plain java launches are the ones Spark asks for. */
class SparkJavaOptionsTest {
  @Test
  void buildWritesWhatThisSparkAsksFor() throws IOException {
    var written = Files.readString(Path.of("target", "spark", "java-options"));
    assertThat(written.strip().split("\\s+"))
        .as("spark.java.options in pom.xml against %s", JavaModuleOptions.class.getName())
        .containsExactly(JavaModuleOptions.defaultModuleOptionArray());
  }
}
