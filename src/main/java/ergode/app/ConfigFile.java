package ergode.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import ergode.data.InvalidInputException;
import ergode.data.Storage;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** A HOCON file on any file system, with the files that it includes. */
final class ConfigFile {
  private static final String READABLE = "a configuration file that exists and can be read";

  private final Storage storage;
  private final String option;

  /**
   * Files of a file system.
   *
   * @param option how a user names a file, for error messages
   */
  ConfigFile(Storage storage, String option) {
    this.storage = storage;
    this.option = option;
  }

  /**
   * The file's content, substitutions unresolved.
   *
   * @param location a local path, or one of the default file system, or a Hadoop URI
   * @throws InvalidInputException if it cannot be read or is no HOCON; names file and line
   */
  Config read(String location) {
    try {
      return read(option, location, find(location), List.of());
    } catch (IOException e) {
      throw unreadable(option, location, e);
    }
  }

  /** The command line is typed where local files are, whatever the default file system is. */
  private Path find(String location) throws IOException {
    File local = new File(location);
    return local.isFile() ? new Path(local.toURI()) : storage.path(location);
  }

  private static InvalidInputException unreadable(String culprit, String shown, IOException e) {
    InvalidInputException invalid = new InvalidInputException(culprit, shown, READABLE);
    invalid.initCause(e);
    return invalid;
  }

  private Config read(String culprit, String shown, Path file, List<Path> including) {
    String text;
    try {
      text = new String(storage.read(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(culprit, shown, e);
    }
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setOriginDescription(shown)
            .setIncluder(new SameFileSystem(file, including));
    try {
      return ConfigFactory.parseString(text, options);
    } catch (ConfigException e) {
      throw HoconErrors.invalid(e, shown);
    }
  }

  /** Includes paths next to the including file; a URL could make a file of others' run ours. */
  private final class SameFileSystem
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private final Path file;
    private final List<Path> including;

    SameFileSystem(Path file, List<Path> outer) {
      this.file = file;
      this.including = new ArrayList<>(outer);
      this.including.add(file);
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      if (what.isBlank() || what.contains(":")) {
        throw refused(what);
      }
      Path target = new Path(file.getParent(), what);
      if (including.contains(target)) {
        throw new InvalidInputException(
            place(),
            "include \"" + what + "\"",
            "files that do not include each other in a circle");
      }
      return read("include in " + place(), target.toUri().getPath(), target, including).root();
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      throw refused(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      throw refused("classpath(" + what + ")");
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    private InvalidInputException refused(String what) {
      return new InvalidInputException(
          place(), "include \"" + what + "\"", "a path; URLs are not included");
    }

    private String place() {
      return file.toUri().getPath();
    }
  }
}
