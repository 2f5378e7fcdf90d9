package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes the bytes that {@link HelperFile} reads. */
public final class HelperFileWriter {
  private final StringTable strings = new StringTable();
  private final SortedSet<String> owners = new TreeSet<>();
  private final List<Sink> methods = new ArrayList<>();
  private final List<Sink> constants = new ArrayList<>();

  /**
   * @param owner the class whose helpers these are
   */
  public HelperFileWriter(String owner) {
    owners.add(owner);
  }

  /**
   * Adds a method.
   *
   * @param source the name of its source file
   * @param attribution what javac knows of each part of the tree
   * @param text what to keep of trees that operators cannot use
   */
  public void method(
      Reference.Method method,
      String source,
      MethodTree tree,
      Function<Tree, Attribution> attribution,
      Function<Tree, String> text) {
    owners.add(method.owner());
    Sink out = new Sink();
    out.number(strings.number(method.owner()));
    out.number(strings.number(method.name()));
    out.number(strings.number(method.parameters()));
    out.number(strings.number(source));
    Sink block = new Sink();
    new TreeWriter(block, strings, attribution, text).tree(tree);
    out.block(block);
    methods.add(out);
  }

  public void constant(Reference.Field field, StoredConstant constant) {
    owners.add(field.owner());
    Sink out = new Sink();
    out.number(strings.number(field.owner()));
    out.number(strings.number(field.name()));
    out.number(strings.number(constant.type()));
    out.number(strings.number(constant.source()));
    out.number(constant.line());
    out.number(constant.shape().size());
    constant.shape().forEach(out::number);
    out.number(strings.number(constant.elements().dtype().name()));
    out.elements(constant.elements());
    constants.add(out);
  }

  /** The canonical names of the classes that methods or constants come from. */
  public List<String> owners() {
    return List.copyOf(owners);
  }

  /**
   * The file.
   *
   * @param classFiles of each owner
   */
  public byte[] finish(Map<String, byte[]> classFiles) {
    Sink end = new Sink();
    end.number(owners.size());
    for (String owner : owners) {
      end.number(strings.number(owner));
      end.raw(Digest.of(classFiles.getOrDefault(owner, new byte[0])));
    }
    all(methods, end);
    all(constants, end);
    Sink out = new Sink();
    out.raw(HelperFile.MAGIC.getBytes(StandardCharsets.US_ASCII));
    out.number(HelperFile.FORMAT);
    out.number(strings.strings().size());
    strings.strings().forEach(out::string);
    out.raw(end.toBytes());
    out.raw(Digest.of(out.toBytes()));
    return out.toBytes();
  }

  private static void all(List<Sink> parts, Sink out) {
    out.number(parts.size());
    parts.forEach(part -> out.raw(part.toBytes()));
  }
}
