package ergode.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Function2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Runs one task per shard and gathers the results in shard order. */
final class ShardFanOut {
  private final SparkSession spark;

  ShardFanOut(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * What a task computes from its input.
   *
   * @param <T> input of one shard
   * @param <R> result of one shard
   */
  @FunctionalInterface
  interface Task<T, R> extends Serializable {

    /**
     * Computes one shard.
     *
     * @param attempt differs between two attempts at the same shard
     */
    R run(T input, String attempt) throws Exception;
  }

  /** Told on the driver of every shard that is done, in the order in which they finish. */
  @FunctionalInterface
  interface Done<R> {
    void accept(R result);
  }

  /** Takes every result on the driver, in the order in which they come. */
  @FunctionalInterface
  interface Gather<R> {

    /** Takes the result of input number {@code index}. */
    void accept(int index, R result);
  }

  /**
   * Runs the task on every input.
   *
   * @param description for the Spark user interface
   * @return the results in the order of the inputs
   */
  <T, R> List<R> run(String description, List<T> inputs, Task<T, R> task, Done<R> done) {
    List<@Nullable R> results = new ArrayList<>(Collections.nCopies(inputs.size(), null));
    gather(
        description,
        inputs,
        task,
        (index, result) -> {
          results.set(index, result);
          done.accept(result);
        });
    return results.stream().map(Objects::requireNonNull).toList();
  }

  /** Runs the task on every input and keeps no result. */
  <T, R> void gather(String description, List<T> inputs, Task<T, R> task, Gather<R> gather) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    context.setJobDescription(description);
    if (inputs.isEmpty()) {
      return;
    }
    // two drivers count their tasks alike
    String run = UUID.randomUUID().toString();
    JavaRDD<T> rdd = context.parallelize(inputs, inputs.size());
    Function2<TaskContext, scala.collection.Iterator<T>, R> perPartition =
        (Function2<TaskContext, scala.collection.Iterator<T>, R> & Serializable)
            (taskContext, input) ->
                runOne(task, run, taskContext, CollectionConverters.asJava(input));
    Function2<Object, R, BoxedUnit> onResult =
        (index, result) -> {
          gather.accept((Integer) index, result);
          return BoxedUnit.UNIT;
        };
    try {
      spark
          .sparkContext()
          .runJob(
              rdd.rdd(),
              perPartition,
              CollectionConverters.asScala(
                      IntStream.range(0, inputs.size()).mapToObj(i -> (Object) i).toList())
                  .toSeq(),
              onResult,
              ClassTag$.MODULE$.apply(Object.class));
    } finally {
      context.setJobDescription(null);
    }
  }

  private static <T, R> R runOne(
      Task<T, R> task, String run, TaskContext context, Iterator<T> input) {
    try {
      return task.run(
          input.next(), run + "-" + context.taskAttemptId() + "-" + context.stageAttemptNumber());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
