package ergode.app;

import ergode.spark.LocalSpark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs a command line in this JVM, which then has no Spark session but that of the command. */
record Cli(int exitCode, List<String> out, List<String> err) {

  static Cli run(String... args) {
    LocalSpark.stop();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(args, new PrintWriter(out), new PrintWriter(err));
    return new Cli(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }
}
