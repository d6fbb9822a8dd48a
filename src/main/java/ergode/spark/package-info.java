/**
 * Work on a cluster: which task computes which shard, and what becomes of the results. The
 * mathematics and the file formats are elsewhere and know no Spark.
 */
@NullMarked
package ergode.spark;

import org.jspecify.annotations.NullMarked;
