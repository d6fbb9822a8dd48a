package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckpointRecordTest {
  private static CheckpointRecord record(int step, int points, double failures, double loss) {
    return new CheckpointRecord(
        CheckpointRecord.FORMAT,
        CheckpointRecord.FORMAT_VERSION,
        new TrainingState.Counts(step, 0, 0, step, step, 0, 0),
        points,
        loss,
        failures,
        Map.of(),
        "",
        Map.of(),
        "");
  }

  @Test
  void longPathsCountMostThenFailuresThenTheLoss() {
    List<CheckpointRecord> bestFirst =
        List.of(
            record(5, 1000, 0, 0.5),
            record(6, 1000, 0, 0.5),
            record(4, 1000, 0, 0.7),
            record(3, 1000, 9, 0.1),
            record(2, 1000, Double.NaN, Double.NaN),
            record(1, 500, 0, 0.01));
    assertThat(Stream.of(3, 0, 5, 1, 4, 2).map(bestFirst::get).sorted(CheckpointRecord.BEST_FIRST))
        .containsExactlyElementsOf(bestFirst);
  }
}
