package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ergode.data.DataSets;
import ergode.data.SaveContent;
import ergode.data.Simulations;
import ergode.network.Form;
import ergode.report.ModelPage;
import ergode.train.KnownModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  @TempDir Path dir;
  private final Simulations few = new Simulations();
  private Path model;

  @BeforeEach
  void writeModel() throws IOException {
    model = Files.createDirectory(dir.resolve("model"));
    Files.write(
        model.resolve("model.safetensors"), KnownModels.pendulum(Form.POTENTIAL_GL2, 1).toBytes());
  }

  private void simulate(String name) throws IOException {
    DataSets.simulate(few.build(), dir.resolve(name));
  }

  private Cli evaluate(String data, String... more) {
    String[] args = new String[8 + more.length];
    String[] first = {
      "evaluate",
      "--model",
      model.toString(),
      "--data",
      dir.resolve(data).toString(),
      "--out",
      dir.resolve("out").toString(),
      "--quiet"
    };
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return Cli.run(args);
  }

  private JsonNode scores() throws IOException {
    return new ObjectMapper().readTree(dir.resolve("out").resolve("scores.json").toFile());
  }

  @Test
  void heldOutRowsTheChaoticSiblingAndOtherPhysicsAreScored() throws IOException {
    simulate("data");
    few.seed = 7;
    simulate("chaotic");
    Cli run = evaluate("data");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    JsonNode scores = scores().get("scores");
    assertThat(scores.findValuesAsText("rows"))
        .containsExactly("trajectories", "chaotic", "trajectories", "trajectories");
    // of sim_id 0 to 29 these are held out: 0, 1, 2, 9, 16, 26, 27
    assertThat(scores.findValuesAsText("trajectories")).containsExactly("7", "30", "7", "7");
    assertThat(scores.get(0).at("/model/motion_at_reference/max").asDouble()).isLessThan(1e-24);
    assertThat(scores.get(0).at("/exact/recorded/mean_square/max").asDouble()).isZero();
    assertThat(scores.get(2).at("/system/g").asDouble()).isEqualTo(1.62);
    assertThat(scores.get(2).at("/model/motion_at_reference/max").asDouble()).isLessThan(1e-24);
    assertThat(scores.get(3).at("/system/l2").asDouble()).isEqualTo(0.7);
    assertThat(scores.get(3).at("/model/motion_at_reference/median").asDouble())
        .isGreaterThan(0.01);
    assertThat(scores.get(3).at("/model/recorded").isNull()).isTrue();
    assertThat(run.out().get(0)).isEqualTo("7 trajectories at g = 9.8, l = 1.0");
  }

  @Test
  void thePageShowsTheTrainingIfItIsRecorded() throws IOException {
    simulate("data");
    Files.writeString(
        model.resolve("metrics.jsonl"),
        """
        {"step":1,"stage":1,"points":1,"learning_rate":1.0,"loss":20.0,"trajectory_loss":0.0,\
        "motion_loss":20.0,"gradient_norm":6.0,"failed":0,"skipped":false,"seconds":0.1}
        {"step":2,"stage":1,"points":1,"learning_rate":0.1,"loss":3.0,"trajectory_loss":0.0,\
        "motion_loss":3.0,"gradient_norm":2.0,"failed":0,"skipped":false,"seconds":0.1}
        """);
    Cli run = evaluate("data");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).last().asString().contains("report.html");
    Path out = dir.resolve("out");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("2.0·10¹ at step 1 and 3.0·10⁰ at step 2");
    for (String figure : ModelPage.FIGURES) {
      assertThat(out.resolve(figure)).isNotEmptyFile();
    }
    assertThat(Files.readString(out.resolve("report.html")).split("data:image/png;base64,"))
        .as("the page with its four figures embedded")
        .hasSize(1 + 4);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("sim_id 0 (trajectories)", ">Error against time<", ">Potential energy<");
    Files.delete(model.resolve("metrics.jsonl"));
    assertThat(evaluate("data", "--overwrite").exitCode()).isZero();
    assertThat(out.resolve("training.png")).doesNotExist();
    assertThat(Files.readString(out.resolve("report.html"))).doesNotContain("<h2>Training");
    Files.writeString(model.resolve("metrics.jsonl"), "{\"step\":");
    Cli torn = evaluate("data", "--overwrite");
    assertThat(torn.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(torn.err()).singleElement().asString().contains("metrics.jsonl: line 1");
  }

  @Test
  void earlierScoresAreReplacedOnlyIfAsked() throws IOException {
    simulate("data");
    assertThat(evaluate("data").exitCode()).isZero();
    byte[] first = Files.readAllBytes(dir.resolve("out").resolve("scores.json"));
    Cli again = evaluate("data");
    assertThat(again.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(again.err()).singleElement().asString().contains("holds scores", "--overwrite");
    assertThat(evaluate("data", "--overwrite").exitCode()).isZero();
    assertThat(dir.resolve("out").resolve("scores.json")).hasBinaryContent(first);
  }

  @Test
  void othersFilesAreLeftAlone() throws IOException {
    simulate("data");
    Files.createDirectory(dir.resolve("out"));
    Files.writeString(dir.resolve("out").resolve("thesis.tex"), "years of work");
    Cli run = evaluate("data", "--overwrite");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(run.err()).singleElement().asString().contains("holds no scores");
  }

  private void assertRefused(Cli run, String... parts) {
    assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(run.err()).singleElement().asString().contains(parts);
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void badInputIsNamed() throws IOException {
    few.content = SaveContent.SUMMARY;
    simulate("summary");
    few.content = SaveContent.TRAJECTORY;
    assertRefused(evaluate("summary"), "summary", "save.content = trajectory");
    simulate("data");
    assertRefused(evaluate("data", "--hold-out", "0"), "30 rows, none of them");
    assertRefused(evaluate("data", "--hold-out", "2"), "2.0", "a number from 0 to 1");
    assertRefused(evaluate("data", "--g", "-1"), "system.g = -1.0", "a positive finite number");
    few.parameters.put("g", 1.62);
    simulate("moon");
    assertRefused(
        evaluate("data", "--chaotic", dir.resolve("moon").toString()), "--chaotic", "1.62", "9.8");
    few.parameters.put("l2", 0.5);
    simulate("unequal");
    assertRefused(evaluate("unequal"), "system.l2 = 0.5", "1.0");
    Path file = model.resolve("model.safetensors");
    Files.write(file, new byte[] {1, 2, 3});
    assertRefused(evaluate("data"), "model.safetensors", "3 bytes");
    Files.delete(file);
    assertRefused(evaluate("data"), "--model", "model.safetensors");
  }
}
