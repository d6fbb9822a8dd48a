package ergode.app;

import ergode.backend.Backend;
import ergode.data.SolverConfig;
import ergode.data.SystemConfig;
import ergode.network.Model;
import ergode.network.TorusGrid;
import ergode.train.ModelScoring;
import ergode.train.PotentialMap;
import java.util.Optional;

/** What a model is worth at any physical parameters, computed with all processors. */
record ModelEvaluation(Backend backend, Model model, SolverConfig solver) {
  private static final TorusGrid POTENTIAL_GRID = new TorusGrid(165);

  ModelScoring at(SystemConfig system) {
    return new ModelScoring(
        backend, model, system, solver, Runtime.getRuntime().availableProcessors());
  }

  /** The map of a model's potential at some physical parameters, if it has one. */
  static Optional<PotentialMap> potential(Backend backend, Model model, SystemConfig system) {
    return PotentialMap.of(backend, model, system, POTENTIAL_GRID);
  }
}
