package ergode.data.validation;

import ergode.backend.Backend;
import ergode.data.AngleRule;
import ergode.data.EnsembleConfig;
import ergode.data.FlipTime;
import ergode.data.Manifest;
import ergode.data.Simulation;
import ergode.data.design.Design;
import ergode.data.parquet.TrajectoryRow;
import ergode.mechanics.MechanicalSystem;
import ergode.ode.Outcome;
import ergode.ode.SaveAt;
import ergode.ode.StepControl;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares one row with the configuration, and its columns with each other. */
final class RowCheck {
  private static final Set<String> STATUS =
      Arrays.stream(Outcome.values()).map(Outcome::label).collect(Collectors.toUnmodifiableSet());

  private final String place;
  private final Findings findings;
  private final Findings warnings;
  private final Simulation simulation;
  private final MechanicalSystem system;
  private final double[] parameters;
  private final SaveAt saveAt;
  private final @Nullable Design design;
  private final double[] designed;
  private final EnergyCheck energy;
  private final @Nullable AngleRule rule;
  private final boolean chaotic;
  private double largestShare;

  RowCheck(
      Backend backend,
      Manifest manifest,
      Simulation simulation,
      String place,
      Findings findings,
      Findings warnings) {
    this.place = place;
    this.findings = findings;
    this.warnings = warnings;
    this.simulation = simulation;
    this.system = simulation.system().system();
    this.parameters = simulation.system().parameters();
    this.saveAt = simulation.save().saveAt();
    this.design =
        simulation.ensemble() instanceof EnsembleConfig.Recorded
            ? null
            : simulation.ensemble().design();
    this.designed = new double[system.components().size()];
    this.energy = new EnergyCheck(backend, simulation);
    this.rule =
        manifest.config().containsKey("filter.cut")
            ? new AngleRule(manifest.number("filter.cut"))
            : null;
    this.chaotic = manifest.string("filter.side").equals("chaotic");
  }

  /** The largest energy drift so far, as a part of what the tolerances promise. */
  double largestShare() {
    return largestShare;
  }

  void check(TrajectoryRow row) {
    scalars(row);
    initialState(row);
    boolean whole = simulation.schema().hasLists() ? lists(row) : summary(row);
    if (rule != null && rule.isChaotic(row.maxAbs()) != chaotic) {
      find(
          row,
          "side of the filter",
          "max_abs is %s on the %s side of the cut %s"
              .formatted(
                  Arrays.toString(row.maxAbs()), chaotic ? "chaotic" : "nonchaotic", rule.cut()));
    }
    boolean ok = isOk(row);
    if (ok && !(row.energyDrift() >= 0 && Double.isFinite(row.energyDrift()))) {
      differs(row, "energy_drift", row.energyDrift(), "a finite number, at least 0");
    } else if (ok && whole) {
      energy(row);
    }
  }

  private void energy(TrajectoryRow row) {
    if (simulation.schema().hasLists()) {
      largestShare = Math.max(largestShare, energy.check(row, place, findings, warnings));
    } else {
      energy.checkFinalState(row, place, findings);
    }
  }

  private void scalars(TrajectoryRow row) {
    for (int i = 0; i < parameters.length; i++) {
      equal(row, system.parameterNames().get(i), row.parameters()[i], parameters[i]);
    }
    equal(row, "t0", row.t0(), saveAt.t0());
    equal(row, "dt", row.dt(), (saveAt.t1() - saveAt.t0()) / (saveAt.points() - 1));
    if (row.savedPoints() != saveAt.points()) {
      differs(row, "n_save", row.savedPoints(), saveAt.points());
    }
    if (!STATUS.contains(row.status())) {
      differs(row, "status", row.status(), "one of " + new TreeSet<>(STATUS));
    }
    long most = simulation.solver().maxSteps();
    long attempts = (long) row.steps() + row.rejected();
    if (row.steps() < 0 || row.rejected() < 0 || attempts > most) {
      differs(
          row,
          "steps",
          row.steps() + " + " + row.rejected() + " rejected",
          "two counts from 0 with a sum of at most solver.max-steps = " + most);
    } else if (row.status().equals(Outcome.MAX_STEPS.label()) && attempts < most) {
      differs(row, "status", row.status() + " after " + attempts + " steps", most + " steps");
    }
    boolean constant =
        simulation.solver().settings(saveAt).control() instanceof StepControl.Constant;
    if (constant && row.rejected() != 0) {
      differs(row, "rejected", row.rejected(), "0, because the steps are constant");
    }
  }

  private void initialState(TrajectoryRow row) {
    if (design != null && row.simId() >= 0 && row.simId() < design.size()) {
      design.initialCondition(row.simId(), designed);
      for (int i = 0; i < designed.length; i++) {
        equal(row, system.components().get(i) + "_0", row.initial()[i], designed[i]);
      }
    }
  }

  /** True if the final state is there. */
  private boolean summary(TrajectoryRow row) {
    boolean flips = FlipTime.RULE.isChaotic(row.maxAbs());
    boolean inTime = row.flipTime() >= saveAt.t0() && row.flipTime() <= saveAt.t1();
    if (flips ? !inTime : !Double.isNaN(row.flipTime())) {
      differs(
          row,
          "flip_time",
          row.flipTime(),
          (flips ? "a time of the run" : "null")
              + ", as max_abs is "
              + Arrays.toString(row.maxAbs()));
    }
    boolean finite = true;
    for (int i = 0; i < row.last().length; i++) {
      String component = system.components().get(i);
      double last = row.last()[i];
      if (isOk(row) ? !Double.isFinite(last) : !Double.isNaN(last)) {
        differs(
            row,
            component + "_end",
            last,
            (isOk(row) ? "a finite number" : "null") + ": status is " + row.status());
      }
      finite &= Double.isFinite(last);
      if (i < row.maxAbs().length) {
        atLeast(row, i, simulation.save().precision().round(row.initial()[i]));
        atLeast(row, i, last);
      }
    }
    return finite;
  }

  private void atLeast(TrajectoryRow row, int coordinate, double reached) {
    double largest = row.maxAbs()[coordinate];
    if (largest < Math.abs(reached)) {
      String column = "max_abs_" + system.coordinates().get(coordinate);
      differs(row, column, largest, "at least the size of " + reached);
    }
  }

  /** True if all lists are there and of full length. */
  private boolean lists(TrajectoryRow row) {
    int points = row.savedPoints();
    int reached = -1;
    for (int i = 0; i < row.saved().length; i++) {
      String name = system.components().get(i);
      double[] values = row.saved()[i];
      if (values.length != points || points == 0) {
        differs(row, "length of " + name, values.length, points + " (n_save)");
        return false;
      }
      equal(row, name + "[0]", values[0], simulation.save().precision().round(row.initial()[i]));
      int finite = finite(values);
      if (isOk(row) && finite < points) {
        differs(row, name + "[" + finite + "]", values[finite], "a finite number: status is ok");
        return false;
      }
      if (!isOk(row)) {
        tail(row, name, finite, i == 0 ? finite : reached);
      }
      reached = finite;
      if (i < row.maxAbs().length) {
        equal(row, "max_abs_" + name, row.maxAbs()[i], largest(values));
      }
    }
    return true;
  }

  /** A run that failed ends in NaN, in all lists from the same point on. */
  private void tail(TrajectoryRow row, String name, int finite, int reached) {
    double[] values = row.saved()[system.components().indexOf(name)];
    if (finite == values.length) {
      differs(
          row,
          name + "[" + (finite - 1) + "]",
          values[finite - 1],
          "NaN: status is " + row.status());
    } else if (finite != reached) {
      differs(row, "finite values of " + name, finite, reached + ", as in the other lists");
    }
    for (int k = finite; k < values.length; k++) {
      if (!Double.isNaN(values[k])) {
        differs(row, name + "[" + k + "]", values[k], "NaN after the run has failed");
        return;
      }
    }
  }

  private static int finite(double[] values) {
    int finite = 0;
    while (finite < values.length && Double.isFinite(values[finite])) {
      finite++;
    }
    return finite;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      if (Math.abs(value) > largest) {
        largest = Math.abs(value);
      }
    }
    return largest;
  }

  private static boolean isOk(TrajectoryRow row) {
    return row.status().equals(Outcome.OK.label());
  }

  private void equal(TrajectoryRow row, String column, double found, double expected) {
    if (!Bits.equal(found, expected)) {
      differs(row, column, found, expected);
    }
  }

  private void differs(TrajectoryRow row, String column, Object found, Object expected) {
    // points of a list are cases of one kind
    find(row, column.replaceFirst("\\[.*", ""), column + " is " + found + ", expected " + expected);
  }

  private void find(TrajectoryRow row, String subject, String problem) {
    findings.add(place, subject, "sim_id " + row.simId() + ": " + problem);
  }
}
