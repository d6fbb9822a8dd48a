package ergode.data;

/** What a row keeps of a trajectory. */
public enum SaveContent {
  /** The states at all save points, in list columns. */
  TRAJECTORY,
  /** No lists: the state at the last save point, and the flip time. */
  SUMMARY
}
