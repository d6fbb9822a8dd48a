package ergode.backend;

import ergode.expr.Graph;

/** A way to execute graphs. All backends give the same bits for the same graph and inputs. */
public interface Backend {

  /** As in logs and run reports: "reference". */
  String name();

  /** A kernel for the graph; the caller owns it and uses it from one thread at a time. */
  Kernel compile(Graph graph);
}
