package ergode.app;

import ergode.backend.Backend;
import ergode.data.Json;
import ergode.data.Storage;
import ergode.data.SystemConfig;
import ergode.report.Fact;
import ergode.report.Report;
import ergode.report.TrainingPage;
import ergode.train.TrainedModel;
import ergode.train.TrainingHistory;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** The page of a training, in the directory of its model. */
final class TrainingReport {
  private TrainingReport() {}

  /** Removes the page of an earlier training. */
  static void remove(Storage storage, String out) throws IOException {
    Path directory = storage.path(out);
    storage.delete(new Path(directory, Report.HTML));
    for (String figure : TrainingPage.FIGURES) {
      storage.delete(new Path(directory, figure));
    }
  }

  /**
   * Writes the page; returns its file.
   *
   * @param summary what the command printed
   * @param system that the data is of
   * @throws ergode.report.NoFontException if nothing can be drawn on this machine
   */
  static Path write(
      Storage storage,
      TrainedModel trained,
      List<Fact> summary,
      Backend backend,
      SystemConfig system)
      throws IOException {
    TrainingPage page =
        new TrainingPage(
            summary,
            TrainingHistory.read(storage, trained.directory()),
            ModelEvaluation.potential(backend, trained.model(), system),
            new TreeMap<>(trained.manifest().config())
                .entrySet().stream()
                    .map(key -> Fact.of(key.getKey(), Json.compact(key.getValue())))
                    .toList());
    return PageDirectory.write(
        storage, trained.directory().toString(), page.page(Lines.location(trained.directory())));
  }
}
