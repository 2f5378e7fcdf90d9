package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads one method's tree. */
final class TreeReader {
  private final Source in;
  private final List<String> strings;
  private final Function<String, TypeMirror> types;
  private final List<StoredVariable> variables = new ArrayList<>();
  private int line;

  /**
   * @param types the types of descriptors
   */
  TreeReader(Source in, List<String> strings, Function<String, TypeMirror> types) {
    this.in = in;
    this.strings = strings;
    this.types = types;
  }

  @Nullable Tree tree() {
    String kind = string();
    return kind.isEmpty() ? null : tree(kind);
  }

  private Tree tree(String kindName) {
    Tree.Kind kind = kind(kindName);
    Attribution at = attribution(kind);
    Schema schema = Schema.of(kind);
    if (schema == null) {
      return new StoredExpressions.Other(at, string());
    }
    List<@Nullable Object> values = new ArrayList<>();
    values.add(at);
    for (Schema.Part part : schema.parts()) {
      values.add(part(part));
    }
    return schema.create(values);
  }

  /** OTHER for a kind that only newer versions of javac have. */
  private static Tree.Kind kind(String name) {
    try {
      return Tree.Kind.valueOf(name);
    } catch (IllegalArgumentException e) {
      return Tree.Kind.OTHER;
    }
  }

  private @Nullable Object part(Schema.Part part) {
    String tag = string();
    return switch (tag) {
      case "" -> null;
      case "list" -> list();
      case "name" -> new StoredName(string());
      case "enum" -> constantOf(part, string());
      case "String",
          "Boolean",
          "Character",
          "Byte",
          "Short",
          "Integer",
          "Long",
          "Float",
          "Double" ->
          constant(tag);
      default -> tree(tag);
    };
  }

  private static Object constantOf(Schema.Part part, String name) {
    return part.type() == TypeKind.class ? TypeKind.valueOf(name) : CaseTree.CaseKind.valueOf(name);
  }

  private List<@Nullable Tree> list() {
    int size = in.number();
    List<@Nullable Tree> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(tree());
    }
    return list;
  }

  private Object constant(String type) {
    return switch (type) {
      case "String" -> string();
      case "Boolean" -> in.number() != 0;
      case "Character" -> (char) in.number();
      case "Float" -> Float.intBitsToFloat(in.number());
      case "Double" -> Double.longBitsToDouble(in.wide());
      case "Byte" -> (byte) in.wide();
      case "Short" -> (short) in.wide();
      case "Integer" -> (int) in.wide();
      default -> in.wide();
    };
  }

  private Attribution attribution(Tree.Kind kind) {
    line += in.signed();
    int column = in.number();
    int preferredLine = line + in.signed();
    int lineAfter = kind == Tree.Kind.SWITCH_EXPRESSION ? in.number() : 0;
    int nameColumn = in.number();
    int nameLine = nameColumn == 0 ? 0 : line + in.signed();
    String type = string();
    return new Attribution(
        kind, line, column, preferredLine, lineAfter, nameLine, nameColumn, type, reference());
  }

  private @Nullable Reference reference() {
    int tag = in.number();
    return switch (tag) {
      case 0 -> null;
      case 1 -> new Reference.Field(string(), string());
      case 2 -> new Reference.Method(string(), string(), string());
      case 3 -> new Reference.Type(string());
      case 4 -> new Reference.Variable(variable());
      default -> new Reference.Variable(variables.get(tag - 5));
    };
  }

  private StoredVariable variable() {
    String name = string();
    ElementKind kind = ElementKind.valueOf(string());
    String descriptor = string();
    String type = string();
    Object constant = type.isEmpty() ? null : constant(type);
    StoredVariable variable =
        new StoredVariable(name, kind, descriptor, constant, () -> types.apply(descriptor));
    variables.add(variable);
    return variable;
  }

  private String string() {
    return strings.get(in.number());
  }
}
