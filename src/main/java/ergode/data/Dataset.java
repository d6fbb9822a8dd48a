package ergode.data;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/** A finished data set: its directory and what its manifest says. */
public record Dataset(Path directory, Manifest manifest) implements Serializable {
  public static final String MANIFEST = "manifest.json";

  /** Directory of the Parquet files. */
  public static final String DATA = "data";

  static final String CARD = "README.md";
  static final String RUN = "_run.json";

  /**
   * Opens a data set.
   *
   * @throws InvalidInputException if the directory holds none, or an unfinished or unreadable one
   */
  public static Dataset open(Storage storage, String location) throws IOException {
    Path directory = storage.path(location);
    Path manifest = new Path(directory, MANIFEST);
    if (!storage.isFile(manifest)) {
      boolean unfinished = storage.exists(new Path(directory, DatasetOutput.WORK));
      throw new InvalidInputException(
          "data set",
          location,
          unfinished
              ? "a finished data set; this one was interrupted, simulate --resume completes it"
              : "a directory with a " + MANIFEST);
    }
    Manifest read;
    try {
      read = Json.parse(storage.read(manifest), Manifest.class);
    } catch (IOException e) {
      throw new InvalidInputException(
          manifest.toString(), "unreadable", "the JSON that ergode wrote");
    }
    if (!Manifest.FORMAT.equals(read.format()) || read.formatVersion() != Manifest.FORMAT_VERSION) {
      throw new InvalidInputException(
          manifest.toString(),
          read.format() + " " + read.formatVersion(),
          Manifest.FORMAT + " " + Manifest.FORMAT_VERSION);
    }
    return new Dataset(directory, read);
  }

  /** The file of one shard. */
  public Path file(ShardRecord shard) {
    return new Path(new Path(directory, DATA), shard.file());
  }
}
