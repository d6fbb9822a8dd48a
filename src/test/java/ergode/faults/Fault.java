package ergode.faults;

import java.io.IOException;

/** What goes wrong with a file system. */
public interface Fault {
  Fault NONE = operation -> {};

  /** A step that is about to be taken; if this throws, it is not. */
  void before(Operation operation) throws IOException;

  /**
   * One step.
   *
   * @param name "create", "write", "sync", "close", "rename", "delete", "mkdirs", "status", "list"
   *     or "open"
   * @param path without the scheme; of a rename, where to
   * @param position of a write, how many bytes precede it
   * @param length of a write, how many bytes it has
   */
  record Operation(String name, String path, long position, int length) {

    /** "rename /a/b" or "write /a/b at 4096", for patterns. */
    @Override
    public String toString() {
      return name + " " + path + (name.equals("write") ? " at " + position : "");
    }
  }
}
