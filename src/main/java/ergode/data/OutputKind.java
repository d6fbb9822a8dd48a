package ergode.data;

import java.util.function.Predicate;

/**
 * A kind of thing that a directory becomes.
 *
 * @param noun what to call it: "data set"
 * @param manifest name of the file that is written last and describes it
 * @param work name of the folder of a run in progress
 * @param parts name of the folder of its parts
 * @param isPart whether the name of a part is one that ergode gives
 */
public record OutputKind(
    String noun, String manifest, String work, String parts, Predicate<String> isPart) {}
