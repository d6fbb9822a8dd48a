package ergode.backend;

import ergode.expr.Graph;

/** Plain loops over lanes, one per node: slow, short, and the definition of every result. */
public final class ReferenceBackend implements Backend {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Kernel compile(Graph graph) {
    return new ReferenceKernel(graph);
  }
}
