package ergode.train;

/**
 * Sums over the trajectories of a gradient shard.
 *
 * @param sums the gradient, then the trajectory loss and the motion loss, before their division
 *     into means
 * @param failed trajectories that the solver gave up, which count for nothing
 */
record ShardSums(double[] sums, int failed) {}
