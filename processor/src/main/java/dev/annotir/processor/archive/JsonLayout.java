package dev.annotir.processor.archive;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Iterator;
import java.util.Map;

/** JSON as text in ASCII, in one line or laid out for people. */
final class JsonLayout {
  private static final int WIDTH = 120;

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final StringBuilder text = new StringBuilder();

  private JsonLayout() {}

  /** The value in one line, as Python's {@code json.dumps} writes it. */
  static String oneLine(JsonNode value) {
    StringBuilder line = new StringBuilder();
    write(value, line);
    return line.toString();
  }

  private static void write(JsonNode value, StringBuilder line) {
    if (value.isObject()) {
      String separator = "{";
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        write(member.getKey(), line.append(separator));
        write(member.getValue(), line.append(": "));
        separator = ", ";
      }
      line.append(value.isEmpty() ? "{}" : "}");
    } else if (value.isArray()) {
      String separator = "[";
      for (JsonNode element : value) {
        write(element, line.append(separator));
        separator = ", ";
      }
      line.append(value.isEmpty() ? "[]" : "]");
    } else if (value.isTextual()) {
      write(value.textValue(), line);
    } else {
      line.append(value.asText());
    }
  }

  private static void write(String text, StringBuilder line) {
    line.append('"');
    for (char c : JsonStringEncoder.getInstance().quoteAsString(text)) {
      if (c < 0x80) {
        line.append(c);
      } else {
        line.append(String.format("\\u%04X", (int) c));
      }
    }
    line.append('"');
  }

  /**
   * The value in lines: one for each member of the root and of what does not fit in 120 characters
   * or holds objects within objects, one for each object of an array.
   */
  static String lines(JsonNode value) {
    JsonLayout layout = new JsonLayout();
    layout.append(value, "", "", true);
    return layout.text.append('\n').toString();
  }

  private void append(JsonNode value, String head, String indent, boolean breaks) {
    text.append(indent).append(head);
    boolean isFlat = !breaks && !holdsObjects(value);
    String line = value.isEmpty() || isFlat ? oneLine(value) : "";
    if (value.isEmpty() || (isFlat && fits(indent, head, line))) {
      text.append(line);
    } else if (value.isObject()) {
      appendObject(value, indent);
    } else {
      appendArray(value, indent);
    }
  }

  private static boolean fits(String indent, String head, String line) {
    return indent.length() + head.length() + line.length() + 1 <= WIDTH;
  }

  private static boolean holdsObjects(JsonNode value) {
    for (JsonNode child : value) {
      if (child.isObject() || holdsObjects(child)) {
        return true;
      }
    }
    return false;
  }

  private void appendObject(JsonNode object, String indent) {
    text.append("{\n");
    for (Iterator<Map.Entry<String, JsonNode>> i = object.properties().iterator(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> member = i.next();
      StringBuilder name = new StringBuilder();
      write(member.getKey(), name);
      append(member.getValue(), name + ": ", indent + "  ", false);
      text.append(i.hasNext() ? ",\n" : "\n");
    }
    text.append(indent).append('}');
  }

  private void appendArray(JsonNode array, String indent) {
    text.append("[\n");
    for (Iterator<JsonNode> i = array.iterator(); i.hasNext(); ) {
      append(i.next(), "", indent + "  ", false);
      text.append(i.hasNext() ? ",\n" : "\n");
    }
    text.append(indent).append(']');
  }
}
