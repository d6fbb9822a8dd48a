package ergode.ode;

import java.util.Arrays;

/**
 * The accepted steps of one trajectory, from the first to the last: what an {@link AdjointSolver}
 * needs to go back over them. A step has its time, its state and its first stage; a solve that
 * records overwrites what was there and keeps the memory.
 */
public final class Tape {
  private static final int FIRST_STEPS = 64;

  private final int dimension;

  /** By step: time, state, derivative at its start. */
  private double[] numbers = {};

  private int steps;
  private double end;

  /** An empty tape for states of so many components. */
  public Tape(int dimension) {
    this.dimension = dimension;
  }

  /** Number of steps. */
  public int steps() {
    return steps;
  }

  /** Forgets all steps. */
  void clear() {
    steps = 0;
  }

  void requireComponents(int components) {
    if (components != dimension) {
      throw new IllegalArgumentException(
          "a tape for states of %d components, expected %d".formatted(dimension, components));
    }
  }

  /** Appends the step that this lane has just taken. */
  void add(Lanes lanes, int lane) {
    int at = steps * stride();
    if (at == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(2 * at, FIRST_STEPS * stride()));
    }
    numbers[at++] = lanes.t[lane];
    for (int i = 0; i < dimension; i++) {
      numbers[at + i] = lanes.y[i][lane];
      numbers[at + dimension + i] = lanes.k[0][i][lane];
    }
    end = lanes.tNext[lane];
    steps++;
  }

  private int stride() {
    return 1 + 2 * dimension;
  }

  /** The time at which a step begins; that of step {@link #steps} is the end of the last one. */
  double time(int step) {
    return step == steps ? end : numbers[step * stride()];
  }

  /** Puts the start of a step into a lane: times, size, state and first stage. */
  void load(int step, Lanes lanes, int lane) {
    lanes.t[lane] = time(step);
    lanes.tNext[lane] = time(step + 1);
    lanes.h[lane] = lanes.tNext[lane] - lanes.t[lane];
    int at = step * stride() + 1;
    for (int i = 0; i < dimension; i++) {
      lanes.y[i][lane] = numbers[at + i];
      lanes.k[0][i][lane] = numbers[at + dimension + i];
    }
  }
}
