package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterSlotsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local | 1 (local) | true",
        "local[8] | 8 (local[8]) | true",
        "local[8,3] | 8 (local[8,3]) | true",
        "local-cluster[2, 3, 1024] | 6 (local-cluster[2, 3, 1024]) | false",
        "spark://host:7077 | from the cluster (spark://host:7077) | false",
        "yarn | from the cluster (yarn) | false",
        "k8s://https://h:443 | from the cluster (k8s://https://h:443) | false"
      })
  void readsTheMaster(String master, String description, boolean local) {
    assertThat(MasterSlots.describe(master)).isEqualTo(description);
    assertThat(MasterSlots.isLocal(master)).isEqualTo(local);
    assertThat(MasterSlots.requireKnown(master)).isEqualTo(master);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "foo", "local[0]", "local[x]", "local[]", "spark://host", "yarn:8032"})
  void refusesWhatSparkHasNoMeaningFor(String master) {
    assertThatThrownBy(() -> MasterSlots.requireKnown(master))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("--master = " + master + ": expected local[N], local[*], spark://");
  }

  @Test
  void aStarIsAllCores() {
    assertThat(MasterSlots.describe("local[*]"))
        .isEqualTo(Runtime.getRuntime().availableProcessors() + " (local[*])");
    assertThat(MasterSlots.isLocal("local[*]")).isTrue();
  }
}
