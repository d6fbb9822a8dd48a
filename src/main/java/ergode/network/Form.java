package ergode.network;

/** Where the network stands in the Lagrangian. */
public enum Form {
  /** Known kinetic energy, potential {@code -g l^2 N}: {@link LearnedPotential}, k = 2. */
  POTENTIAL_GL2,

  /** Known kinetic energy, potential {@code -g l N}: {@link LearnedPotential}, k = 1. */
  POTENTIAL_GL,

  /** The whole Lagrangian: {@link FreeLagrangian}. */
  FREE
}
