package ergode.data;

/** What to do when the output directory is not empty. */
public enum WriteMode {
  /** Refuse. */
  CREATE,
  /** Go on with the same configuration; keep finished shards. */
  RESUME,
  /** Remove a data set that ergode wrote, then start again. */
  OVERWRITE
}
