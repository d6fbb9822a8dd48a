package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
  @TempDir Path folder;

  @Test
  void printsThePlan() {
    Path out = folder.resolve("out");
    Cli cli =
        Cli.run(
            "simulate",
            "--dry-run",
            "--out",
            out.toString(),
            "--master",
            "local[3]",
            "--set",
            "ensemble.samples=1e6",
            "--set",
            "save.precision=float",
            "--set",
            "output.shards=7");
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .startsWith(
            "system        double-pendulum, m1 = 1.0 kg, m2 = 1.0 kg, l1 = 1.0 m, l2 = 1.0 m,"
                + " g = 9.8 m/s^2",
            "trajectories  1,000,000, uniform, seed 42",
            "method        tsit5",
            "save points   1,000 from 0 to 10.0 s, all states kept, as float",
            "shards        7 of 142,857 or 142,858 rows",
            "size          16,148,000,000 bytes before compression",
            "memory        about 206 MiB of arrays a task",
            "columns       sim_id, theta1_0, theta2_0, omega1_0, omega2_0, m1, m2, l1, l2, g, t0,"
                + " dt, n_save, status, steps, rejected, max_abs_theta1, max_abs_theta2,"
                + " energy_drift, theta1, theta2, omega1, omega2",
            "task slots    3 (local[3])")
        .endsWith("output        " + out + ", can be written");
    List<String> cost = cli.out().subList(9, 12);
    assertThat(cost.get(0)).matches("sample        [\\d,]+ trajectories in .* s on one core of .*");
    assertThat(cost.get(1)).matches("on disk       about [\\d,]+ bytes, from the sample");
    assertThat(cost.get(2)).matches("cost          about .* core-hours, .* on 3 cores like it, .*");
    assertThat(out).doesNotExist();
  }

  @Test
  void tellsOfAConflict() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "x");
    Cli cli = Cli.run("simulate", "--dry-run", "--out", folder.toString());
    assertThat(cli.exitCode()).isEqualTo(3);
    assertThat(cli.out()).hasSize(9);
    assertThat(cli.err()).hasSize(1);
    assertThat(cli.err().get(0)).contains("notes.txt");
    assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("notes.txt"));
  }

  @Test
  void notesGoToTheStandardErrorUnlessQuiet() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.csv"), "theta1,theta2,omega1,omega2\n1,2,3,4\n");
    String[] args = {
      "simulate",
      "--dry-run",
      "--out",
      folder + "/out",
      "--set",
      "ensemble.design=file",
      "--set",
      "ensemble.file=" + file
    };
    Cli cli = Cli.run(args);
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).contains("trajectories  1, from a file", "shards        1 of 1 rows");
    assertThat(cli.err())
        .containsExactly(
            "note: ensemble.samples, seed and ranges are ignored: ensemble.design = file");
    String[] quiet = java.util.Arrays.copyOf(args, args.length + 1);
    quiet[args.length] = "--quiet";
    assertThat(Cli.run(quiet).err()).isEmpty();
  }
}
