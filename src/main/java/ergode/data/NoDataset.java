package ergode.data;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Why a directory is no finished data set, in words that say what to give instead. */
final class NoDataset {
  /** Beyond this, directories are not looked into one by one. */
  private static final int MOST_NAMES = 100;

  /** Name of the file that ergode.train describes a model in; it knows this package. */
  private static final String MODEL = "training.json";

  private NoDataset() {}

  /** What was expected of a directory without a manifest. */
  static String expected(Storage storage, Path directory) throws IOException {
    if (storage.exists(new Path(directory, DatasetOutput.WORK))) {
      return "a finished data set; this one was interrupted, the command that wrote it completes it"
          + " with --resume";
    }
    if (storage.isFile(new Path(directory, SweepOutput.MANIFEST))) {
      return "one data set; this is a sweep, whose " + SweepOutput.MANIFEST + " lists those inside";
    }
    if (storage.exists(new Path(directory, SweepOutput.WORK))) {
      return "a finished data set; this is a sweep that was interrupted, ergode sweep --resume"
          + " completes it";
    }
    if (storage.isFile(new Path(directory, MODEL))) {
      return "a data set; this is a model that ergode train wrote";
    }
    String manifest = "a directory with a " + Dataset.MANIFEST;
    Path parent = directory.getParent();
    if (parent != null && storage.isFile(new Path(parent, Dataset.MANIFEST))) {
      return manifest + ", such as the one that this is in";
    }
    if (!storage.exists(directory) || storage.isFile(directory)) {
      return manifest;
    }
    List<String> inside = inside(storage, directory);
    return inside.isEmpty()
        ? manifest
        : manifest + ", such as those in this one: " + OutputState.some(inside);
  }

  private static List<String> inside(Storage storage, Path directory) throws IOException {
    List<String> names = storage.list(directory);
    if (names.size() > MOST_NAMES) {
      return List.of();
    }
    return names.stream().filter(name -> isDataset(storage, new Path(directory, name))).toList();
  }

  private static boolean isDataset(Storage storage, Path directory) {
    try {
      return storage.isFile(new Path(directory, Dataset.MANIFEST));
    } catch (IOException e) {
      // a file, or a directory that may not be read
      return false;
    }
  }
}
