package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.EnsembleConfig;
import ergode.data.Json;
import ergode.data.Manifest;
import ergode.data.ShardStatistics;
import ergode.data.Simulations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each pair of what was trained on and what is to be scored. */
class UnseenRowsTest {
  private static final double SHARE = 0.2;
  private static final String HELD_OUT = "held-out 20 % by hash of sim_id";
  private static final String ALL =
      "all, since the model was trained on another ensemble, other physics or the other side"
          + " of a filter";

  private static Manifest manifest(Map<String, Object> config) {
    return new Manifest(
        Manifest.FORMAT,
        Manifest.FORMAT_VERSION,
        "",
        "",
        config,
        Manifest.hash(config),
        Map.of(),
        List.of(),
        ShardStatistics.empty(),
        List.of());
  }

  private static Manifest data(Consumer<Simulations> change) {
    Simulations simulations = new Simulations();
    change.accept(simulations);
    return manifest(simulations.build().canonical());
  }

  private static Manifest data() {
    return data(few -> {});
  }

  private static Manifest side(Manifest source, double cut, String side) {
    Map<String, Object> config = new TreeMap<>(source.config());
    config.put("filter.cut", cut);
    config.put("filter.side", side);
    config.put("filter.source_sha256", source.configSha256());
    return manifest(config);
  }

  private static TrainedRows trained(Manifest data, double share) {
    return TrainedRows.of(data, new HoldOut(share));
  }

  private static UnseenRows scored(Manifest trainedOn, Manifest data) {
    return UnseenRows.of(data, List.of(trained(trainedOn, SHARE)), OptionalDouble.empty());
  }

  private static void assertHeldOut(Manifest trainedOn, Manifest data) {
    UnseenRows rows = scored(trainedOn, data);
    assertThat(rows.reason()).isEqualTo(HELD_OUT);
    assertThat(LongStream.range(0, 1000).filter(rows::has))
        .containsExactlyElementsOf(
            LongStream.range(0, 1000).filter(new HoldOut(SHARE)::holds).boxed().toList());
  }

  private static void assertAll(Manifest trainedOn, Manifest data) {
    UnseenRows rows = scored(trainedOn, data);
    assertThat(rows.reason()).isEqualTo(ALL);
    assertThat(LongStream.range(0, 1000).allMatch(rows::has)).isTrue();
  }

  @Test
  void ofTheDataSetThatWasTrainedOnTheHeldOutRows() {
    assertHeldOut(data(), data());
    Manifest side = side(data(), 3, "nonchaotic");
    assertHeldOut(side, side);
  }

  @Test
  void ofTheOtherSideOfTheFilterAllRows() {
    assertAll(side(data(), 3, "nonchaotic"), side(data(), 3, "chaotic"));
    assertAll(side(data(), 3, "chaotic"), side(data(), 3, "nonchaotic"));
  }

  @Test
  void ofASideOfAnotherCutTheHeldOutRows() {
    assertHeldOut(side(data(), 3, "nonchaotic"), side(data(), 2, "chaotic"));
  }

  /** A run on the edge may be on either side if it is solved in another way. */
  @Test
  void ofTheOtherSideOfAnotherSolutionTheHeldOutRows() {
    Manifest finer = data(few -> few.tolerance = 1e-9);
    assertHeldOut(side(data(), 3, "nonchaotic"), side(finer, 3, "chaotic"));
  }

  @Test
  void ofWholesAndPartsTheHeldOutRows() {
    assertHeldOut(data(), side(data(), 3, "chaotic"));
    assertHeldOut(data(), side(data(), 3, "nonchaotic"));
    assertHeldOut(side(data(), 3, "nonchaotic"), data());
  }

  @Test
  void ofTheSameTrajectoriesSavedInAnotherWayTheHeldOutRows() {
    assertHeldOut(data(), data(few -> few.tolerance = 1e-9));
    assertHeldOut(data(), data(few -> few.points = 41));
    assertHeldOut(data(), data(few -> few.tmax = 5));
    assertHeldOut(data(), data(few -> few.shards = 1));
  }

  /** Trajectory i of a seed is the same however many there are; of a grid it is not. */
  @Test
  void ofMoreOfTheSameEnsembleTheHeldOutRows() {
    for (EnsembleConfig.Kind kind :
        List.of(EnsembleConfig.Kind.UNIFORM, EnsembleConfig.Kind.SOBOL)) {
      assertHeldOut(data(few -> few.kind = kind), more(kind));
    }
    assertAll(grid(25), grid(36));
  }

  private static Manifest grid(long samples) {
    return data(
        few -> {
          few.kind = EnsembleConfig.Kind.GRID;
          few.samples = samples;
        });
  }

  private static Manifest more(EnsembleConfig.Kind kind) {
    return data(
        few -> {
          few.kind = kind;
          few.samples = 300;
        });
  }

  @Test
  void ofOtherTrajectoriesAllRows() {
    assertAll(data(), data(few -> few.seed = 7));
    assertAll(data(), data(few -> few.halfWidth = 1));
    assertAll(data(), data(few -> few.kind = EnsembleConfig.Kind.SOBOL));
    assertAll(data(), data(few -> few.parameters.put("g", 1.62)));
  }

  /** The model that training started from has left its traces. */
  @Test
  void aModelHasSeenWhatTheOneBeforeItHadSeen() {
    Manifest first = data();
    Manifest second = data(few -> few.seed = 7);
    List<TrainedRows> both = List.of(trained(second, 0.5), trained(first, SHARE));
    assertThat(UnseenRows.of(first, both, OptionalDouble.empty()).holdOut().share())
        .isEqualTo(SHARE);
    assertThat(UnseenRows.of(second, both, OptionalDouble.empty()).holdOut().share())
        .isEqualTo(0.5);
    List<TrainedRows> again = List.of(trained(first, 0.5), trained(first, SHARE));
    assertThat(UnseenRows.of(first, again, OptionalDouble.empty()).holdOut().share())
        .as("the smaller share")
        .isEqualTo(SHARE);
  }

  @Test
  void aShareThatIsAskedForReplacesTheTrainings() {
    List<TrainedRows> rows = List.of(trained(data(), SHARE));
    UnseenRows asked = UnseenRows.of(data(), rows, OptionalDouble.of(0.125));
    assertThat(asked.reason()).isEqualTo("held-out 12.5 % by hash of sim_id");
    assertThat(asked.holdOut().share()).isEqualTo(0.125);
    assertThat(UnseenRows.of(data(few -> few.seed = 7), rows, OptionalDouble.of(0.125)).reason())
        .isEqualTo(ALL);
  }

  @Test
  void aLargerShareSaysThatSomeRowsWereTrainedOn() {
    List<TrainedRows> rows = List.of(trained(data(), 0.5), trained(data(), SHARE));
    assertThat(UnseenRows.of(data(), rows, OptionalDouble.of(0.5)).reason())
        .isEqualTo("50 % by hash of sim_id, some of them trained on: 20 % were held out");
    assertThat(UnseenRows.of(data(), rows, OptionalDouble.of(SHARE)).reason()).isEqualTo(HELD_OUT);
  }

  @Test
  void whatWasSeenComesBackFromJson() throws IOException {
    TrainedRows rows = trained(side(data(), 3, "chaotic"), SHARE);
    byte[] json = Json.compact(List.of(rows.canonical())).getBytes(StandardCharsets.UTF_8);
    assertThat(Arrays.asList(Json.parse(json, TrainedRows[].class))).containsExactly(rows);
  }
}
