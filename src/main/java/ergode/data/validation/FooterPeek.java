package ergode.data.validation;

import ergode.data.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** Looks for the configuration's hash in the end of a file that cannot be trusted, unparsed. */
final class FooterPeek {
  private static final long TAIL = 1 << 20;

  /** Key, a few bytes of lengths, value. */
  private static final Pattern ENTRY =
      Pattern.compile("ergode\\.config_sha256.{0,4}?([0-9a-f]{64})", Pattern.DOTALL);

  private FooterPeek() {}

  static Optional<String> configSha256(Storage storage, Path file) throws IOException {
    try (InputStream in = storage.open(file)) {
      in.skipNBytes(Math.max(0, storage.length(file) - TAIL));
      Matcher entry =
          ENTRY.matcher(new String(in.readNBytes((int) TAIL), StandardCharsets.ISO_8859_1));
      return entry.find() ? Optional.of(entry.group(1)) : Optional.empty();
    }
  }
}
