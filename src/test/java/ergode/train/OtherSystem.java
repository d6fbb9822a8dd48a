package ergode.train;

import ergode.expr.Expr;
import ergode.mechanics.Inversion;
import ergode.mechanics.MechanicalSystem;
import ergode.mechanics.PhysicalParameter;
import ergode.network.Mlp;
import ergode.network.NeuralLagrangian;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A system and its model under another name. */
record OtherSystem(NeuralLagrangian model, String name) implements MechanicalSystem {

  @Override
  public List<String> coordinates() {
    return model.system().coordinates();
  }

  @Override
  public List<String> velocities() {
    return model.system().velocities();
  }

  @Override
  public List<PhysicalParameter> parameters() {
    return model.system().parameters();
  }

  @Override
  public String coordinateUnit() {
    return model.system().coordinateUnit();
  }

  @Override
  public double energyScale(Map<String, Double> parameters) {
    return model.system().energyScale(parameters);
  }

  @Override
  public Expr value(List<Expr> q, List<Expr> v) {
    return model.system().value(q, v);
  }

  NeuralLagrangian neural() {
    return new Neural(this);
  }

  private record Neural(OtherSystem system) implements NeuralLagrangian {

    @Override
    public Mlp network() {
      return system.model.network();
    }

    @Override
    public List<String> constants() {
      return system.model.constants();
    }

    @Override
    public Inversion inversion() {
      return system.model.inversion();
    }

    @Override
    public double[] initial(long seed) {
      return system.model.initial(seed);
    }

    @Override
    public Optional<Expr> potential(List<Expr> q) {
      return system.model.potential(q);
    }

    @Override
    public List<String> linearTensors() {
      return system.model.linearTensors();
    }

    @Override
    public Expr value(List<Expr> q, List<Expr> v) {
      return system.model.value(q, v);
    }
  }
}
