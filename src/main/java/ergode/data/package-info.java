/**
 * Data sets of trajectories: what a simulation is ({@link ergode.data.Simulation}), how its rows
 * are laid out in Parquet, and the protocol by which shards become a data set that is complete or
 * absent, never half there. Knows no Spark.
 */
@NullMarked
package ergode.data;

import org.jspecify.annotations.NullMarked;
