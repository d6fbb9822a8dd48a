/**
 * Checks of finished data sets: every byte against the manifest, every row against the
 * configuration, and a sample of rows against a second integration. Knows no Spark.
 */
@NullMarked
package ergode.data.validation;

import org.jspecify.annotations.NullMarked;
