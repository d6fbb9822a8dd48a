/**
 * Training: an {@link ergode.train.Objective}, the methods that minimise it, and the recipe that
 * says with which learning rates, lengths and batches. Knows no Spark.
 */
@NullMarked
package ergode.train;

import org.jspecify.annotations.NullMarked;
