package ergode.ode;

/** Initial states by trajectory id. */
@FunctionalInterface
public interface InitialStates {

  /** Writes the initial state of trajectory {@code id} into {@code state}. */
  void state(long id, double[] state);
}
