/**
 * Ensembles as tables that Spark reads without files: what a query asks for is computed while it is
 * read, in columnar batches.
 */
@NullMarked
package ergode.spark.source;

import org.jspecify.annotations.NullMarked;
