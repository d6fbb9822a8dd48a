package ergode.report;

/**
 * Where the trajectories of one label spend their time: counts of (theta1, theta2) over all saved
 * points.
 *
 * @param label what the panel shows, for example "Non-chaotic"
 * @param grid counts of saved points, x = theta1 and y = theta2, rad; angles are not wrapped
 * @param runs trajectories that contributed, including those with every point outside the grid
 * @param clip count at which the linear colour scale ends, at least 1
 */
public record Density(String label, CountGrid grid, long runs, long clip) {
  /** Colour scale ends of the original course figure. */
  private static final long NON_CHAOTIC_CLIP = 500;

  private static final long CHAOTIC_CLIP = 10;

  public Density {
    if (runs < 0) {
      throw new IllegalArgumentException("runs must be 0 or more, got " + runs);
    }
    if (clip < 1) {
      throw new IllegalArgumentException("clip must be 1 or more, got " + clip);
    }
  }

  /** The panel of the trajectories that never passed the cut, clipped at 500. */
  public static Density nonChaotic(CountGrid grid, long runs) {
    return new Density("Non-chaotic", grid, runs, NON_CHAOTIC_CLIP);
  }

  /** The panel of the trajectories that passed the cut, clipped at 10. */
  public static Density chaotic(CountGrid grid, long runs) {
    return new Density("Chaotic", grid, runs, CHAOTIC_CLIP);
  }
}
