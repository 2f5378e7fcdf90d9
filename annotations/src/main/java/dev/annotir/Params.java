package dev.annotir;

import dev.annotir.runtime.InvalidFormatException;
import dev.annotir.runtime.NpyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Constants from files: where a {@code static final} array is initialised by {@link #load}, the
 * compiler reads the same file as the JVM, and operators use its elements as those of any other
 * constant array.
 */
public final class Params {
  private Params() {}

  /**
   * The array that NumPy's {@code numpy.save} has written to a resource beside a class.
   *
   * <pre>private static final float[][] WEIGHTS = Params.load(Vision.class, "weights.npy");</pre>
   *
   * <p>The array has the rank of the file's, and elements of the Java type of its dtype: boolean
   * for bool, byte for int8 and uint8, short for int16 and float16, char for uint16, int for int32
   * and uint32, long for int64 and uint64, float for float32, double for float64; their bits are
   * the file's. A scalar gives an array of one element. Each call reads the file anew.
   *
   * @param owner the class beside which the file lies; where it is in a named module, the package
   *     must be open to this one
   * @param name the file's, relative to the class's package, or from the root if it begins with /
   * @param <T> the array's type, which the compiler checks where it compiles operators; on the JVM
   *     another type is a ClassCastException where the array is assigned
   * @throws IllegalArgumentException if there is no such resource
   * @throws InvalidFormatException if the file is no {@code .npy} file of such an array
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <T> T load(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no resource " + name + " beside " + owner);
      }
      return (T) NpyFile.load(ByteBuffer.wrap(in.readAllBytes())).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " beside " + owner, e);
    }
  }
}
