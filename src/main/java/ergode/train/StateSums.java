package ergode.train;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.expr.Graph;
import java.util.Arrays;
import java.util.List;

/**
 * The totals of a graph over many states, one per lane, in one order: so many consecutive states
 * are a shard, and shards are added in a fixed tree.
 */
final class StateSums implements AutoCloseable {
  private static final int SHARD = 512;
  private static final int CALL_LANES = 128;

  private final List<double[]> rows;
  private final Workers<Worker> workers;

  /**
   * Sums with kernels for {@code threads} threads.
   *
   * @param rows the graph's inputs, [row][state]
   */
  StateSums(Backend backend, Graph graph, List<double[]> rows, int threads) {
    this.rows = rows;
    workers = new Workers<>(threads, () -> new Worker(backend.compile(graph)));
  }

  /**
   * The totals over some states.
   *
   * @param values the graph's parameters
   * @param batch numbers of states, at least one
   */
  double[] at(double[] values, int[] batch) {
    double[][] shards = new double[(batch.length + SHARD - 1) / SHARD][];
    workers.run(
        shards.length,
        (worker, i) -> {
          int to = Math.min(batch.length, (i + 1) * SHARD);
          shards[i] = worker.run(values, batch, i * SHARD, to);
        });
    return FixedTree.sum(List.of(shards));
  }

  @Override
  public void close() {
    workers.close();
  }

  /** A thread's kernel. */
  private final class Worker {
    private final Kernel kernel;
    private final double[][] inputs;
    private final double[][] outputs;
    private final double[] totals;

    Worker(Kernel kernel) {
      this.kernel = kernel;
      inputs = new double[kernel.inputRows()][CALL_LANES];
      outputs = new double[kernel.outputRows()][CALL_LANES];
      totals = new double[kernel.totalCount()];
    }

    double[] run(double[] values, int[] batch, int from, int to) {
      Arrays.fill(totals, 0);
      for (int first = from; first < to; first += CALL_LANES) {
        int count = Math.min(CALL_LANES, to - first);
        for (int row = 0; row < inputs.length; row++) {
          for (int lane = 0; lane < count; lane++) {
            inputs[row][lane] = rows.get(row)[batch[first + lane]];
          }
        }
        kernel.run(inputs, values, outputs, totals, count);
      }
      return totals.clone();
    }
  }
}
