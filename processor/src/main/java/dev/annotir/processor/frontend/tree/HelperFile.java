package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.MethodTree;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.DType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What later compilations must know of a class with helpers: the trees of the methods, the
 * constants that they use, and the digests of the class files that those come from. A method is
 * read when it is asked for.
 */
public final class HelperFile {
  static final String MAGIC = "annotir helpers\n";

  /** To be raised with every change of what the files hold. */
  static final int FORMAT = 2;

  static final int DIGEST_BYTES = 32;

  private record Unread(String source, Source tree) {}

  private final Map<String, byte[]> digests = new LinkedHashMap<>();
  private final Map<Reference.Method, Unread> methods = new HashMap<>();
  private final Map<Reference.Method, StoredMethod> read = new HashMap<>();
  private final Map<Reference.Field, StoredConstant> constants = new HashMap<>();
  private final List<String> strings = new ArrayList<>();
  private final Function<String, TypeMirror> types;

  private HelperFile(Source in, Function<String, TypeMirror> types) {
    this.types = types;
    for (int i = in.number(); i > 0; i--) {
      strings.add(in.string());
    }
    for (int i = in.number(); i > 0; i--) {
      digests.put(string(in), in.raw(DIGEST_BYTES));
    }
    for (int i = in.number(); i > 0; i--) {
      Reference.Method method = new Reference.Method(string(in), string(in), string(in));
      methods.put(method, new Unread(string(in), in.block()));
    }
    for (int i = in.number(); i > 0; i--) {
      Reference.Field field = new Reference.Field(string(in), string(in));
      constants.put(field, constant(in));
    }
  }

  private String string(Source in) {
    return strings.get(in.number());
  }

  private StoredConstant constant(Source in) {
    String type = string(in);
    String source = string(in);
    int line = in.number();
    List<Integer> shape = new ArrayList<>();
    for (int i = in.number(); i > 0; i--) {
      shape.add(in.number());
    }
    DType dtype = DType.valueOf(string(in));
    ConstantData elements = ConstantData.ofBytes(dtype, in.raw(in.number()));
    return new StoredConstant(type, shape, elements, source, line);
  }

  /**
   * The content of a file.
   *
   * @param types the types of descriptors
   */
  public static HelperFile read(byte[] bytes, Function<String, TypeMirror> types) throws BadFile {
    byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
    if (!Arrays.equals(magic, Arrays.copyOf(bytes, magic.length))) {
      throw new BadFile("is damaged");
    }
    int end = bytes.length - DIGEST_BYTES;
    byte[] digest = Arrays.copyOfRange(bytes, Math.max(end, 0), bytes.length);
    try {
      ByteBuffer content = ByteBuffer.wrap(bytes, magic.length, end - magic.length);
      Source in = new Source(content);
      int format = in.number();
      if (format != FORMAT) {
        throw new BadFile(
            "is of format " + format + ", and this version of annotir reads format " + FORMAT);
      } else if (!Arrays.equals(digest, Digest.of(Arrays.copyOf(bytes, end)))) {
        throw new BadFile("is damaged");
      }
      return new HelperFile(in, types);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new BadFile("is damaged");
    }
  }

  /** The canonical names of the classes that methods or constants come from. */
  public List<String> owners() {
    return List.copyOf(digests.keySet());
  }

  /** Whether a class file is the one that this was written for. */
  public boolean fits(String owner, byte[] classFile) {
    return Arrays.equals(digests.get(owner), Digest.of(classFile));
  }

  /** A method; null if it is not here. */
  public @Nullable StoredMethod method(Reference.Method method) {
    StoredMethod known = read.get(method);
    Unread unread = methods.remove(method);
    if (unread != null
        && new TreeReader(unread.tree(), strings, types).tree() instanceof MethodTree tree) {
      known = new StoredMethod(unread.source(), tree);
      read.put(method, known);
    }
    return known;
  }

  /** A constant; null if it is not here. */
  public @Nullable StoredConstant constant(Reference.Field field) {
    return constants.get(field);
  }
}
