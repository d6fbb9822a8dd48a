package ergode.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user has set and a command does not look at. All commands have one configuration, so that
 * one file may serve many of them; a key on the command line is meant for that command, though, and
 * so is a file with none of its keys.
 *
 * @param command by the name that a user calls it
 * @param used whole keys, or sections of keys
 */
record UnusedKeys(String command, Set<String> used) {

  /** A sentence for each. */
  List<String> notes(Settings settings, @Nullable String file) {
    List<Setting> given =
        settings.keys().stream()
            .map(settings::get)
            .filter(setting -> !setting.isDefault())
            .toList();
    List<String> notes = new ArrayList<>();
    given.stream()
        .filter(setting -> setting.isOnCommandLine() && !isUsed(setting))
        .forEach(
            setting ->
                notes.add(
                    "%s (%s) is ignored: %s does not use it"
                        .formatted(setting.key(), setting.origin(), command)));
    List<Setting> ofFile = given.stream().filter(setting -> !setting.isOnCommandLine()).toList();
    if (file != null && !ofFile.isEmpty() && ofFile.stream().noneMatch(this::isUsed)) {
      notes.add("%s is ignored: %s uses none of its keys".formatted(file, command));
    }
    return notes;
  }

  private boolean isUsed(Setting setting) {
    return used.contains(setting.key()) || used.contains(KnownKeys.head(setting.key()));
  }
}
