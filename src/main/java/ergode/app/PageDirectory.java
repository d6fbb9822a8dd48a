package ergode.app;

import ergode.data.OutputExistsException;
import ergode.data.Storage;
import ergode.data.WriteMode;
import ergode.report.EnsemblePage;
import ergode.report.Page;
import ergode.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;

/**
 * A kind of directory that a page is written into.
 *
 * @param file name of the file that tells the kind
 * @param noun what it holds: "report"
 * @param one the noun with its article, if it has one
 * @param pronoun that stands for the noun
 * @param isLeftOver whether a name may be of a run that was killed, which nobody misses
 */
record PageDirectory(
    String file, String noun, String one, String pronoun, Predicate<String> isLeftOver) {

  /** A page alone, of an ensemble or of a bench. */
  static final PageDirectory REPORT =
      new PageDirectory(
          Report.HTML,
          "report",
          "a report",
          "it",
          name -> EnsemblePage.FIGURES.contains(name) || BenchPage.FIGURES.contains(name));

  /** Scores, with a page about them. */
  static final PageDirectory SCORES =
      new PageDirectory(EvaluationScores.FILE, "scores", "scores", "them", name -> false);

  private static final String ELSEWHERE = "give another directory as --out";

  /**
   * Whether a directory may be written to.
   *
   * @throws OutputExistsException if it holds one of this kind and {@code mode} is CREATE, or
   *     something else
   */
  void check(Storage storage, String out, WriteMode mode) throws IOException {
    Path directory = storage.path(out);
    if (storage.isFile(directory)) {
      throw new OutputExistsException(out, "is a file", ELSEWHERE);
    }
    List<String> names =
        storage.list(directory).stream()
            .filter(name -> !Storage.isUnfinished(name) && !isLeftOver.test(name))
            .toList();
    if (names.isEmpty()) {
      return;
    }
    if (!names.contains(file)) {
      throw new OutputExistsException(out, "is not empty and holds no " + noun, ELSEWHERE);
    }
    if (mode == WriteMode.CREATE) {
      throw new OutputExistsException(
          out, "holds " + one, ELSEWHERE + ", or --overwrite to replace " + pronoun);
    }
  }

  /** Writes a page and its figures; returns the page's file. */
  static Path write(Storage storage, String out, Page page) throws IOException {
    Path directory = storage.path(out);
    Map<String, byte[]> files = Report.render(page);
    storage.makeDirectories(directory);
    // the page, which is first, is written last: a directory with a page is a whole report
    List<Map.Entry<String, byte[]>> pageLast = new ArrayList<>(files.entrySet());
    Collections.reverse(pageLast);
    for (Map.Entry<String, byte[]> written : pageLast) {
      storage.write(new Path(directory, written.getKey()), written.getValue());
    }
    return new Path(directory, Report.HTML);
  }
}
