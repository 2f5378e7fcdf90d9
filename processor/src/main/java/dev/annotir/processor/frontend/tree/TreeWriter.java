package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.Tree;
import dev.annotir.processor.diagnostic.CompilerBug;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Writes one method's tree, as {@link TreeReader} reads it. */
final class TreeWriter {
  private final Sink out;
  private final StringTable strings;
  private final Function<Tree, Attribution> attribution;
  private final Function<Tree, String> text;
  private final Map<StoredVariable, Integer> variables = new HashMap<>();
  private int line;

  /**
   * @param text what to keep of trees that operators cannot use
   */
  TreeWriter(
      Sink out,
      StringTable strings,
      Function<Tree, Attribution> attribution,
      Function<Tree, String> text) {
    this.out = out;
    this.strings = strings;
    this.attribution = attribution;
    this.text = text;
  }

  void tree(@Nullable Tree tree) {
    if (tree == null) {
      string("");
      return;
    }
    string(tree.getKind().name());
    attribution(attribution.apply(tree));
    Schema schema = Schema.of(tree.getKind());
    if (schema == null) {
      string(text.apply(tree));
      return;
    }
    for (Schema.Part part : schema.parts()) {
      part(schema.get(part, tree));
    }
  }

  private void part(@Nullable Object value) {
    if (value == null || value instanceof Tree) {
      // A literal null is no tree either, and no kind of tree has both.
      tree((Tree) value);
    } else if (value instanceof List<?> list) {
      string("list");
      out.number(list.size());
      list.forEach(element -> tree((Tree) element));
    } else if (value instanceof Name name) {
      string("name");
      string(name.toString());
    } else if (value instanceof Enum<?> constant) {
      string("enum");
      string(constant.name());
    } else {
      constant(value);
    }
  }

  private void constant(Object value) {
    string(value.getClass().getSimpleName());
    if (value instanceof String s) {
      string(s);
    } else if (value instanceof Boolean b) {
      out.number(b ? 1 : 0);
    } else if (value instanceof Character c) {
      out.number(c);
    } else if (value instanceof Float f) {
      out.number(Float.floatToRawIntBits(f));
    } else if (value instanceof Double d) {
      out.wide(Double.doubleToRawLongBits(d));
    } else if (value instanceof Number n) {
      out.wide(n.longValue());
    } else {
      throw new CompilerBug("no constant: " + value);
    }
  }

  private void attribution(Attribution at) {
    out.signed(at.line() - line);
    line = at.line();
    out.number(at.column());
    out.signed(at.preferredLine() - line);
    if (at.kind() == Tree.Kind.SWITCH_EXPRESSION) {
      out.number(at.lineAfter());
    }
    out.number(at.nameColumn());
    if (at.nameColumn() != 0) {
      out.signed(at.nameLine() - line);
    }
    string(at.type());
    reference(at.element());
  }

  private void reference(@Nullable Reference reference) {
    if (reference == null) {
      out.number(0);
    } else if (reference instanceof Reference.Variable v) {
      variable(v.variable());
    } else if (reference instanceof Reference.Field f) {
      out.number(1);
      string(f.owner());
      string(f.name());
    } else if (reference instanceof Reference.Method m) {
      out.number(2);
      string(m.owner());
      string(m.name());
      string(m.parameters());
    } else if (reference instanceof Reference.Type t) {
      out.number(3);
      string(t.name());
    }
  }

  /** A variable in full where it comes first, then by its number. */
  private void variable(StoredVariable variable) {
    Integer known = variables.putIfAbsent(variable, variables.size());
    if (known != null) {
      out.number(5 + known);
      return;
    }
    out.number(4);
    string(variable.toString());
    string(variable.getKind().name());
    string(variable.descriptor());
    Object constant = variable.getConstantValue();
    if (constant == null) {
      string("");
    } else {
      constant(constant);
    }
  }

  private void string(String value) {
    out.number(strings.number(value));
  }
}
