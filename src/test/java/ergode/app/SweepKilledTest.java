package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.faults.FaultyFileSystem;
import ergode.processes.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that is killed with signal 9 in the middle of a sweep costs nothing that was finished. */
class SweepKilledTest {
  private static final int POINTS = 20;

  @TempDir Path folder;

  private static List<String> sweep(String out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "sweep",
                "--quiet",
                "--out",
                out,
                "--master",
                "local[1]",
                "--set",
                "ensemble.samples=40",
                "--set",
                "save.points=20",
                "--set",
                "output.shards=2",
                "--sweep",
                "system.g={from=1,to=20,points=" + POINTS + "}"));
    args.addAll(List.of(more));
    return args;
  }

  /** A child that stands still before it completes the point with g = 7, until it is killed. */
  private Command stalled(Path sweep) throws IOException {
    List<String> args = sweep(FaultyFileSystem.location(sweep));
    FaultyFileSystem.SETTINGS.forEach(
        (key, value) -> args.addAll(List.of("--set", "spark.hadoop." + key + "=" + value)));
    args.addAll(List.of("--set", "spark.hadoop.fs.faulty.stall=rename .*g=7.*/manifest.json$"));
    args.addAll(List.of("--set", "spark.hadoop.fs.faulty.stall.marker=" + marker()));
    return Command.ergode(folder, args);
  }

  private Path marker() {
    return folder.resolve("marker");
  }

  private static List<Path> finishedPoints(Path sweep) throws IOException {
    try (Stream<Path> points = Files.exists(sweep) ? Files.list(sweep) : Stream.empty()) {
      return points.filter(point -> Files.exists(point.resolve("manifest.json"))).toList();
    }
  }

  /** Files of the points that are complete, with the times when they were written. */
  private static Map<Path, FileTime> finished(Path sweep) throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    for (Path point : finishedPoints(sweep)) {
      try (Stream<Path> files = Files.walk(point)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!file.startsWith(point.resolve("_ergode"))) {
            times.put(file, Files.getLastModifiedTime(file));
          }
        }
      }
    }
    return times;
  }

  @Test
  void isResumedToTheSameBytes() throws Exception {
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(Cli.run(sweep(undisturbed.toString()).toArray(String[]::new)).exitCode()).isZero();

    Path killed = folder.resolve("killed");
    try (Command child = stalled(killed)) {
      child.await(() -> Files.exists(marker()));
      child.kill();
    }
    Map<Path, FileTime> kept = finished(killed);
    assertThat(finishedPoints(killed)).hasSizeBetween(1, POINTS - 1);
    assertThat(killed.resolve("sweep.json")).as("it was killed in the middle").doesNotExist();
    assertThat(killed.resolve("_sweep/plan.json")).exists();

    Cli resumed = Cli.run(sweep(killed.toString(), "--resume").toArray(String[]::new));
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.out())
        .anyMatch(line -> line.matches("points +20, of which \\d+ were complete before"));
    assertThat(DataSets.bytes(killed)).isEqualTo(DataSets.bytes(undisturbed));
    assertThat(DataSets.tree(killed)).isEqualTo(DataSets.tree(undisturbed));
    assertThat(finished(killed)).containsAllEntriesOf(kept);
  }
}
