package ergode.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputStateTest {

  /** As a root directory looks that happens to have a {@code /data}. */
  @ParameterizedTest
  @EnumSource
  void aRootDirectoryIsRefused(WriteMode mode) {
    OutputState root =
        new OutputState(
            DatasetOutput.KIND,
            false,
            List.of("bin", "boot", "data", "dev", "etc", "home", "usr"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("photos"));
    OutputPlan plan = DataSets.plan(Simulations.small());
    assertThatThrownBy(() -> root.require("/", plan, mode))
        .isInstanceOf(OutputExistsException.class)
        .hasMessage(
            "/ is not empty and holds no ergode data set (it holds bin, boot, data, dev, etc and 2"
                + " more): give another directory as --out");
  }
}
