/**
 * How fast this machine integrates: timed repeats after a warm-up, as figures that say under which
 * conditions they hold. Knows no Spark; a figure about a whole job is measured by {@code
 * ergode.app}.
 */
@NullMarked
package ergode.bench;

import org.jspecify.annotations.NullMarked;
