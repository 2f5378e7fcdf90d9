package dev.annotir.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annotir.processor.ir.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * A parameter or result, as operators.json describes it.
 *
 * @param type in Java, where that is not the usual one of the data type; else empty
 * @param shape the extents that callers see; none for a scalar
 * @param access {@code read}, {@code write} or {@code readwrite}; empty for a scalar
 * @param mayBe the parameters that may be the same tensor
 */
public record Parameter(
    String name,
    boolean tensor,
    DType dtype,
    String type,
    List<Integer> shape,
    String access,
    List<String> mayBe) {
  static Parameter of(String name, JsonNode json) {
    List<Integer> shape = new ArrayList<>();
    json.path("shape").forEach(extent -> shape.add(extent.intValue()));
    List<String> mayBe = new ArrayList<>();
    json.path("may_be").forEach(other -> mayBe.add(other.textValue()));
    return new Parameter(
        name,
        json.get("kind").textValue().equals("tensor"),
        Elements.dtype(json.get("dtype").textValue()),
        json.path("type").asText(),
        shape,
        json.path("access").asText(),
        mayBe);
  }

  /** Whether this is a tensor that calls change. */
  public boolean isWritten() {
    return tensor && !access.equals("read");
  }

  /** The number of elements, 1 of a scalar. */
  public int elements() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }
}
