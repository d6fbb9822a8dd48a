/**
 * Rows of trajectories in Parquet: one schema per system and precision, one writer, one reader. One
 * row per trajectory, its saved values in list columns of one level without nulls, which every
 * Parquet tool reads as arrays. Rows are written page by page and read record by record.
 */
@NullMarked
package ergode.data.parquet;

import org.jspecify.annotations.NullMarked;
