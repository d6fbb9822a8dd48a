package ergode.backend.simd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where values are in memory, which has rows of one number per lane. A short value has a row for
 * each component. A long one is a panel of as many rows, in which the components of a lane lie side
 * by side and lane follows lane: so products read and write whole vectors of components, and sums
 * of outer products need no transposition. Panels are padded to whole vectors; what the padding
 * holds is never read into a result.
 *
 * <p>Parts of a short value are computed in place as far as possible, and rows are used again after
 * the last use, so that memory stays near the processor.
 */
final class WideMemory {

  /**
   * A row between long panels. Sixteen lanes of a layer of 32 are 4,096 bytes: without it every
   * layer of every stage would lie in the same few sets of the first cache.
   */
  private static final int GAP = 1;

  private static final int LONG = 16;

  private record Place(Value whole, int offset) {}

  private final Map<Value, Place> places = new HashMap<>();
  private final Map<Value, Integer> firstRow = new HashMap<>();
  private final int width;
  private int rows;

  /**
   * Plans the gathering of parts.
   *
   * @param width lanes of a vector
   */
  WideMemory(Collection<Value> needed, int width) {
    this.width = width;
    for (Value value : needed) {
      if (isInPlace(value)) {
        int from = ((Operation.Slice) value.op()).from();
        places.put(value, new Place(value.args().get(0), from));
      } else if (value.op() instanceof Operation.Gather && !value.isPanel()) {
        int offset = 0;
        for (Value part : value.args()) {
          if (!isInPlace(part)) {
            places.putIfAbsent(part, new Place(value, offset));
          }
          offset += part.size();
        }
      }
    }
  }

  /** Whether a value is some rows of another one. */
  static boolean isInPlace(Value value) {
    return value.op() instanceof Operation.Slice && !value.args().get(0).isPanel();
  }

  /** What has to be copied to make a gathered value. */
  List<WideInstruction> moves(Value gathered) {
    List<WideInstruction> moves = new ArrayList<>();
    int offset = 0;
    for (Value part : gathered.args()) {
      if (!new Place(gathered, offset).equals(places.get(part))) {
        moves.add(new WideInstruction.Move(part, 0, gathered, offset, part.size()));
      }
      offset += part.size();
    }
    return moves;
  }

  /**
   * Assigns rows.
   *
   * @param inputs values that are there before the first instruction
   * @param ends values that are read after the last
   */
  void assign(List<WideInstruction> instructions, List<Value> inputs, List<Value> ends) {
    Map<Value, Integer> first = new HashMap<>();
    Map<Value, Integer> last = new HashMap<>();
    inputs.forEach(input -> first.putIfAbsent(root(input), 0));
    for (int i = 0; i < instructions.size(); i++) {
      for (Value value : instructions.get(i).writes()) {
        first.putIfAbsent(root(value), i);
        last.put(root(value), i);
      }
      for (Value value : instructions.get(i).reads()) {
        last.put(root(value), i);
      }
    }
    ends.forEach(end -> last.put(root(end), instructions.size()));
    List<List<Value>> begin = new ArrayList<>();
    List<List<Value>> end = new ArrayList<>();
    for (int i = 0; i <= instructions.size(); i++) {
      begin.add(new ArrayList<>());
      end.add(new ArrayList<>());
    }
    first.forEach((value, i) -> begin.get(i).add(value));
    first.forEach((value, i) -> end.get(last.getOrDefault(value, i)).add(value));
    FreeRows free = new FreeRows();
    for (int i = 0; i <= instructions.size(); i++) {
      begin.get(i).sort((a, b) -> Integer.compare(a.id(), b.id()));
      begin.get(i).forEach(value -> firstRow.put(value, free.take(room(value))));
      end.get(i)
          .forEach(value -> free.give(Objects.requireNonNull(firstRow.get(value)), room(value)));
    }
    rows = free.most();
  }

  private int room(Value value) {
    int size = value.isPanel() ? stride(value.size()) : value.size();
    return size < LONG ? size : size + GAP;
  }

  /** Components of a lane in a panel, with those that pad it. */
  int stride(int size) {
    return (size + width - 1) / width * width;
  }

  /** From one lane to the next of a component of a value. */
  int laneStride(Value value) {
    return value.isPanel() ? stride(value.size()) : 1;
  }

  private Value root(Value value) {
    Place place = places.get(value);
    return place == null ? value : root(place.whole());
  }

  /** The first row of a value. */
  int row(Value value) {
    Place place = places.get(value);
    return place == null
        ? Objects.requireNonNull(firstRow.get(value))
        : row(place.whole()) + place.offset();
  }

  /** Rows in all. */
  int rows() {
    return rows;
  }
}
