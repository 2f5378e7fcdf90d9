package dev.annotir.processor.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.annotir.processor.diagnostic.CompilerBug;
import java.util.Iterator;
import java.util.Map;

/** JSON as text in ASCII, in one line or laid out for people. */
final class JsonLayout {
  private static final int WIDTH = 120;

  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final ObjectWriter WRITER = MAPPER.writer(new OneLine());

  private final StringBuilder text = new StringBuilder();

  private JsonLayout() {}

  /** The value in one line, as Python's {@code json.dumps} writes it. */
  static String oneLine(JsonNode value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new CompilerBug("JSON: " + e.getMessage());
    }
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
    String line = oneLine(value);
    boolean fits = indent.length() + head.length() + line.length() + 1 <= WIDTH;
    text.append(indent).append(head);
    if (value.isEmpty() || (!breaks && fits && !holdsObjects(value))) {
      text.append(line);
    } else if (value.isObject()) {
      appendObject(value, indent);
    } else {
      appendArray(value, indent);
    }
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
      String name = oneLine(MAPPER.getNodeFactory().textNode(member.getKey()));
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

  /** Writes {@code ", "} and {@code ": "} and no line ends. */
  private static final class OneLine extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1;

    OneLine() {
      super(
          Separators.createDefaultInstance()
              .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
              .withObjectEntrySpacing(Separators.Spacing.AFTER)
              .withArrayValueSpacing(Separators.Spacing.AFTER)
              .withArrayEmptySeparator("")
              .withObjectEmptySeparator(""));
      indentArraysWith(NopIndenter.instance);
      indentObjectsWith(NopIndenter.instance);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
      return new OneLine();
    }

    @Override
    public void writeEndObject(JsonGenerator out, int entries) throws java.io.IOException {
      out.writeRaw('}');
    }

    @Override
    public void writeEndArray(JsonGenerator out, int values) throws java.io.IOException {
      out.writeRaw(']');
    }
  }
}
