package ergode.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.Backends.Choice;
import ergode.backend.Backends.Selection;
import ergode.backend.simd.SimdBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which backend is taken, and what people are told of it. */
class BackendsTest {
  private static final VectorUnit WIDE = new VectorUnit(8, "");
  private static final VectorUnit NARROW = new VectorUnit(2, "");
  private static final VectorUnit NONE = new VectorUnit(0, "the processor has no vectors");

  @Test
  void vectorsAreTakenWhereTheyAre() {
    Selection wide = Backends.select(Choice.SIMD, WIDE);
    assertThat(wide.backend()).isInstanceOf(SimdBackend.class);
    assertThat(wide.reason()).isEqualTo("simd, with vectors of 512 bits");
    assertThat(wide.vectorBits()).isEqualTo(512);
    assertThat(wide.isFallback()).isFalse();
    assertThat(Backends.select(Choice.SIMD, NARROW).reason())
        .isEqualTo("simd, with vectors of 128 bits");
  }

  /** A short job uses no vector code, so it must not be told of vectors alone. */
  @Test
  void autoSaysThatItStartsOnTheReference() {
    Selection selection = Backends.select(Choice.AUTO, WIDE);
    assertThat(selection.backend()).isInstanceOf(TieredBackend.class);
    assertThat(selection.reason())
        .isEqualTo("auto: reference, then simd, with vectors of 512 bits");
    assertThat(selection.vectorBits()).isEqualTo(512);
    assertThat(selection.isFallback()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "SIMD"})
  void withoutVectorsThereIsAReason(Choice choice) {
    Selection selection = Backends.select(choice, NONE);
    assertThat(selection.backend().name()).isEqualTo("reference");
    assertThat(selection.reason())
        .isEqualTo("reference, which is slow: the processor has no vectors");
    assertThat(selection.vectorBits()).isZero();
    assertThat(selection.isFallback()).isTrue();
  }

  @Test
  void whoAsksForTheReferenceGetsIt() {
    Selection selection = Backends.select(Choice.REFERENCE, WIDE);
    assertThat(selection.backend().name()).isEqualTo("reference");
    assertThat(selection.reason()).isEqualTo("reference, as asked for");
    assertThat(selection.vectorBits()).isZero();
    assertThat(selection.isFallback()).isFalse();
  }

  /** The build passes this JVM what Spark passes; a machine without vectors says so. */
  @Test
  void thisJvmHasTheModule() {
    VectorUnit unit = VectorUnit.ofThisJvm();
    assertThat(unit.missing()).doesNotContain("jdk.incubator.vector");
    if (unit.missing().isEmpty()) {
      assertThat(unit.bits()).isIn(128, 256, 512, 1024, 2048);
      assertThat(unit.bits()).isEqualTo(64 * unit.lanes());
    }
  }
}
