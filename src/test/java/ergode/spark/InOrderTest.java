package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class InOrderTest {
  @Provide
  Arbitrary<List<Integer>> arrivals() {
    return Arbitraries.shuffle(IntStream.range(0, 9).boxed().toList());
  }

  @Property
  void theOrderOfArrivalDoesNotMatter(@ForAll("arrivals") List<Integer> arrivals) {
    InOrder<String> sum = new InOrder<>("", String::concat);
    arrivals.forEach(number -> sum.add(number, Integer.toString(number)));
    assertThat(sum.sum()).isEqualTo("012345678");
  }

  @Test
  void aPartWaitsForThoseBeforeIt() {
    InOrder<String> sum = new InOrder<>("", String::concat);
    assertThat(sum.sum()).isEmpty();
    sum.add(1, "b");
    assertThat(sum.sum()).isEmpty();
    sum.add(0, "a");
    assertThat(sum.sum()).isEqualTo("ab");
  }
}
