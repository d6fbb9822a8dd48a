package ergode.faults;

import java.io.IOException;

/** What Linux says. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;
  private final long room;

  /**
   * The end of a disk.
   *
   * @param room bytes of the file that are on it
   */
  public DiskFullException(long room) {
    super("No space left on device");
    this.room = room;
  }

  long room() {
    return room;
  }
}
