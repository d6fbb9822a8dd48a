package ergode.backend.simd;

import ergode.expr.Graph;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Lengths of the methods that the backend generates, read from their class files. */
public final class GeneratedMethods {

  /** HotSpot compiles no method of more bytes (-XX:+DontCompileHugeMethods, HugeMethodLimit). */
  public static final int LONGEST_COMPILED = 8000;

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int METHOD_HANDLE = 15;

  private GeneratedMethods() {}

  /** Bytes of code by method of the kernel of a graph; empty if it is not a generated one. */
  public static Map<String, Integer> lengths(Graph graph, int width) {
    if (!SimdBackend.canTake(graph, width)) {
      return Map.of();
    }
    Map<String, Integer> lengths = new TreeMap<>();
    (WideValues.isFor(graph)
            ? SimdBackend.compiled(
                new WideSource(new WidePlan(graph, width), width).members(), WideKernel.class)
            : SimdBackend.compiled(
                new KernelSource(new KernelPlan(graph), width).members(), SimdKernel.class))
        .getBytecodes()
        .values()
        .forEach(classFile -> lengths.putAll(lengths(classFile)));
    return lengths;
  }

  /** The Java Virtual Machine Specification, chapter 4. */
  static Map<String, Integer> lengths(byte[] classFile) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(8); // magic and version
      String[] constants = constants(in);
      in.skipNBytes(6); // access, this class, its superclass
      in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
      members(in, constants); // fields
      return members(in, constants);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] constants(DataInputStream in) throws IOException {
    String[] constants = new String[in.readUnsignedShort()];
    for (int i = 1; i < constants.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case UTF8 -> constants[i] = in.readUTF();
        case LONG, DOUBLE -> {
          in.skipNBytes(8);
          i++; // they take two places
        }
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case METHOD_HANDLE -> in.skipNBytes(3);
        default -> in.skipNBytes(4);
      }
    }
    return constants;
  }

  private static Map<String, Integer> members(DataInputStream in, String[] constants)
      throws IOException {
    Map<String, Integer> lengths = new TreeMap<>();
    int count = in.readUnsignedShort();
    for (int member = 0; member < count; member++) {
      in.skipNBytes(2); // access
      String name = constants[in.readUnsignedShort()];
      in.skipNBytes(2); // descriptor
      int attributes = in.readUnsignedShort();
      for (int i = 0; i < attributes; i++) {
        String attribute = constants[in.readUnsignedShort()];
        long length = Integer.toUnsignedLong(in.readInt());
        if (attribute.equals("Code")) {
          in.skipNBytes(4); // stack and locals
          lengths.put(name, in.readInt());
          length -= 8;
        }
        in.skipNBytes(length);
      }
    }
    return lengths;
  }
}
