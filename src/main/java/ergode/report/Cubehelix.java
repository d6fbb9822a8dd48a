package ergode.report;

/**
 * A colour scheme whose perceived brightness rises steadily, so that it survives grey-scale print:
 * D. A. Green, A colour scheme for the display of astronomical intensity images, Bull. Astron. Soc.
 * India 39 (2011) 289-295. Quantised to 256 colours like matplotlib's.
 *
 * @param start hue at the black end in thirds of a turn (0 blue, 1 red, 2 green)
 * @param rotations turns through the hues from black to white, negative for R to B
 * @param hue saturation; 0 is grey
 * @param gamma below 1 stresses low values, above 1 high ones
 * @param reversed true to run from white to black
 */
record Cubehelix(double start, double rotations, double hue, double gamma, boolean reversed)
    implements ColorMap {
  /** The scheme's published default. */
  static final Cubehelix DEFAULT = new Cubehelix(0.5, -1.5, 1.0, 1.0, false);

  /** From white over orange and red to black, for panels that should look like paper at zero. */
  static final Cubehelix ON_PAPER = new Cubehelix(0.75, 0.2, 1.4, 1.0, true);

  private static final int LEVELS = 256;

  @Override
  public int rgb(double u) {
    int level = (int) Math.max(0, Math.min(LEVELS - 1, Math.floor(u * LEVELS)));
    double[] c = components((reversed ? LEVELS - 1 - level : level) / (LEVELS - 1.0));
    return channel(c[0]) << 16 | channel(c[1]) << 8 | channel(c[2]);
  }

  /** Red, green and blue in [0, 1] at {@code u}, unquantised: equation 2 of the paper. */
  double[] components(double u) {
    double lambda = Math.pow(u, gamma);
    double amplitude = hue * lambda * (1 - lambda) / 2;
    double phi = 2 * Math.PI * (start / 3 + rotations * u);
    double cos = amplitude * Math.cos(phi);
    double sin = amplitude * Math.sin(phi);
    return new double[] {
      clip(lambda - 0.14861 * cos + 1.78277 * sin),
      clip(lambda - 0.29227 * cos - 0.90649 * sin),
      clip(lambda + 1.97294 * cos)
    };
  }

  private static double clip(double c) {
    return Math.max(0, Math.min(1, c));
  }

  private static int channel(double c) {
    return (int) Math.round(255 * c);
  }
}
