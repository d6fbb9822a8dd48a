package ergode.app;

import ergode.spark.Progress;

/** Progress that a person can see, until it is closed. */
interface ProgressDisplay extends Progress, AutoCloseable {
  ProgressDisplay SILENT =
      new ProgressDisplay() {
        @Override
        public void advance(long more) {}

        @Override
        public void close() {}
      };

  @Override
  void close();
}
