package ergode.mechanics;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.expr.Graph;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MechanicalSystemsTest {

  @Test
  void unknownNamesGiveNothing() {
    assertThat(MechanicalSystems.names()).contains("double-pendulum").doesNotHaveDuplicates();
    assertThat(MechanicalSystems.byName("Double-Pendulum")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ergode.mechanics.MechanicalSystems#names")
  void everySystemIsComplete(String name) {
    MechanicalSystem system = MechanicalSystems.byName(name).orElseThrow();
    assertThat(system.name()).isEqualTo(name);
    assertThat(system.coordinateUnit()).isNotBlank();

    EulerLagrange motion = system.equationsOfMotion();
    Graph rhs = motion.rhs(system.parameterNames());
    assertThat(rhs.inputs()).extracting(Object::toString).isEqualTo(system.components());
    assertThat(rhs.outputs()).hasSameSizeAs(system.components());
    assertThat(motion.energy(system.parameterNames()).outputs()).hasSize(1);

    double scale =
        system.energyScale(
            system.parameters().stream()
                .collect(Collectors.toMap(PhysicalParameter::name, parameter -> 1.0)));
    assertThat(scale).isPositive().isFinite();
  }
}
