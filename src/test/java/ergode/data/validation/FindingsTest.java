package ergode.data.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {

  private static Findings of(String place, int from, int to) {
    Findings findings = new Findings();
    for (int i = from; i < to; i++) {
      findings.add(place, "m1", "sim_id " + i + ": m1 is 2.0");
    }
    return findings;
  }

  @Test
  void manyOfAKindAreCountedAndTheFirstShown() {
    Findings findings = of("data/a", 0, 1234);
    findings.differs("data/b", "length", 3, 4);
    assertThat(findings.lines())
        .containsExactly(
            "data/a: sim_id 0: m1 is 2.0",
            "data/a: sim_id 1: m1 is 2.0",
            "data/a: sim_id 2: m1 is 2.0",
            "data/a: m1: 1,231 more like this",
            "data/b: length is 3, expected 4");
    assertThat(findings.count()).isEqualTo(1235);
    assertThat(findings.count("m1")).isEqualTo(1234);
    assertThat(findings.isEmpty()).isFalse();
  }

  @Test
  void partsMergedInOrderAreTheWhole() {
    Findings merged = of("data/a", 0, 2).merge(of("data/a", 2, 9)).merge(of("data/b", 0, 1));
    assertThat(merged.lines()).isEqualTo(of("data/a", 0, 9).merge(of("data/b", 0, 1)).lines());
    assertThat(merged.count()).isEqualTo(10);
  }

  @Test
  void nothingAddsNothing() {
    assertThat(new Findings().merge(new Findings()).isEmpty()).isTrue();
    assertThat(of("a", 0, 2).merge(new Findings()).lines()).isEqualTo(of("a", 0, 2).lines());
    assertThat(new Findings().merge(of("a", 0, 2)).lines()).isEqualTo(of("a", 0, 2).lines());
    assertThat(new Findings().count()).isZero();
  }
}
