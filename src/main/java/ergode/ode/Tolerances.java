package ergode.ode;

/** Relative and absolute tolerance of the local error, both positive and finite. */
public record Tolerances(double rtol, double atol) {
  public Tolerances {
    requirePositive("rtol", rtol);
    requirePositive("atol", atol);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " = " + value + ", expected a positive number");
    }
  }
}
