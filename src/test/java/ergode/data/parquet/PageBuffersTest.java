package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageBuffersTest {
  @Test
  void whatWasGivenBackIsTakenAgain() {
    PageBuffers buffers = PageBuffers.borrow();
    byte[] page = buffers.take(1 << 20);
    byte[] another = buffers.take(1 << 20);
    assertThat(another).isNotSameAs(page);
    buffers.give(page);
    assertThat(buffers.take((1 << 20) - 100)).isSameAs(page);
  }

  @Test
  void anArrayIsAsLongAsAskedForOrLonger() {
    PageBuffers buffers = PageBuffers.borrow();
    for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 1_000_003}) {
      assertThat(buffers.take(size)).hasSizeBetween(size, size + 65_535);
    }
  }

  @Test
  void theNextFileGetsTheArraysOfTheLast() {
    PageBuffers buffers = PageBuffers.borrow();
    buffers.give(new byte[7 << 16]);
    byte[] page = buffers.take(7 << 16);
    buffers.give(page);
    buffers.release();
    PageBuffers next = PageBuffers.borrow();
    assertThat(next).isSameAs(buffers);
    assertThat(next.take(7 << 16)).isSameAs(page);
    assertThat(PageBuffers.borrow()).as("while it is in use").isNotSameAs(next);
  }
}
