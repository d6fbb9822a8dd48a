package ergode.app;

import ergode.data.InvalidInputException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Spark master of its own, {@code spark://HOST:PORT[,HOST:PORT...]}. */
final class StandaloneMaster {
  private static final String SCHEME = "spark://";
  private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\[\\]]+)]?:(\\d{1,5})");
  private static final int TIMEOUT_MILLIS = 5_000;

  private StandaloneMaster() {}

  /**
   * Checks in a moment what Spark would try for a minute: whether somebody listens there. Of other
   * masters it knows nothing.
   *
   * @throws InvalidInputException if there is nobody at any of the addresses
   */
  static void requireReachable(String master) {
    if (!master.startsWith(SCHEME)) {
      return;
    }
    List<String> refusals = new ArrayList<>();
    for (String address : master.substring(SCHEME.length()).split(",", -1)) {
      try {
        connect(address.strip());
        return;
      } catch (IOException e) {
        refusals.add(address + ": " + e.getMessage());
      }
    }
    throw new InvalidInputException(
        "--master",
        master,
        "the URL of a running Spark master (" + String.join(", ", refusals) + ")");
  }

  private static void connect(String address) throws IOException {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new IOException("not HOST:PORT");
    }
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), TIMEOUT_MILLIS);
    } catch (UnknownHostException e) {
      throw new IOException("unknown host", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
