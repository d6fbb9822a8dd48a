package ergode.data;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** A finished data set: its directory and what its manifest says. */
public record Dataset(Path directory, Manifest manifest) implements Serializable {
  public static final String MANIFEST = "manifest.json";

  /** Directory of the Parquet files. */
  public static final String DATA = "data";

  /** The data set card. */
  public static final String CARD = "README.md";

  /** Directory of a run in progress, which is gone when the data set is finished. */
  public static final String WORK = DatasetOutput.WORK;

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
      throw new InvalidInputException("data set", location, NoDataset.expected(storage, directory));
    }
    return new Dataset(directory, parse(manifest.toString(), storage.read(manifest)));
  }

  /** What every version of the format has. */
  private record Header(@Nullable String format, int formatVersion) {}

  private static Manifest parse(String file, byte[] content) {
    try {
      Header header = Json.parse(content, Header.class);
      if (!Manifest.FORMAT.equals(header.format())
          || header.formatVersion() != Manifest.FORMAT_VERSION) {
        throw new InvalidInputException(
            file,
            header.format() + " " + header.formatVersion(),
            Manifest.FORMAT + " " + Manifest.FORMAT_VERSION);
      }
      Manifest manifest = Json.parse(content, Manifest.class);
      if (manifest.shards().isEmpty()
          || !Manifest.hash(manifest.config()).equals(manifest.configSha256())) {
        throw new InvalidInputException(
            file, "inconsistent", "shards, and a configuration that matches its hash");
      }
      if (!Manifest.contentHash(content).equals(manifest.contentSha256())) {
        throw new InvalidInputException(
            file, "changed since it was written", "the content that its content_sha256 is of");
      }
      return manifest;
    } catch (IOException e) {
      if (e.getCause() instanceof InvalidInputException invalid) {
        throw new InvalidInputException(
            file + ": " + invalid.culprit(), invalid.value(), invalid.accepted());
      }
      throw new InvalidInputException(file, "unreadable", "the JSON that ergode wrote");
    }
  }

  /** The file of one shard. */
  public Path file(ShardRecord shard) {
    return new Path(new Path(directory, DATA), shard.file());
  }
}
