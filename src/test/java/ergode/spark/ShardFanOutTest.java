package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class ShardFanOutTest {
  private final ShardFanOut fanOut = new ShardFanOut(LocalSpark.session());

  @Test
  void resultsComeInTheOrderOfTheInputs() {
    List<Integer> inputs = IntStream.range(0, 20).boxed().toList();
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    List<Integer> squares =
        fanOut.run("square", inputs, (x, attempt) -> x * x, result -> done.add(result));
    assertThat(squares).isEqualTo(inputs.stream().map(x -> x * x).toList());
    assertThat(done).containsExactlyInAnyOrderElementsOf(squares);
  }

  @Test
  void everyAttemptHasANameOfItsOwn() {
    List<String> names = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      names.addAll(fanOut.run("name", List.of(1, 2, 3), (x, attempt) -> attempt, result -> {}));
    }
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[0-9a-f-]+"));
    assertThat(names.stream().map(name -> name.substring(0, 36)).distinct())
        .as("a part that two drivers, which count their tasks alike, do not share")
        .hasSize(2);
  }

  @Test
  void noInputsNeedNoJob() {
    assertThat(fanOut.run("nothing", List.<Integer>of(), (x, attempt) -> x, result -> {}))
        .isEmpty();
  }

  @Test
  void aFailureKeepsItsMessage() {
    assertThatThrownBy(
            () ->
                fanOut.run(
                    "fail",
                    List.of(1),
                    (x, attempt) -> {
                      throw new IOException("No space left on device");
                    },
                    result -> {}))
        .isInstanceOf(SparkException.class)
        .hasMessageContaining("No space left on device");
  }
}
