package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.DType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which constants are the same: of one type, shape and content, whatever their names. */
public final class SharedConstants {
  private record Content(DType dtype, List<Integer> shape, @Nullable ConstantData data) {}

  private SharedConstants() {}

  /** The first constant that is the same as each, by the name of each. */
  public static Map<String, Buffer> of(List<Buffer> constants) {
    Map<Content, Buffer> first = new HashMap<>();
    Map<String, Buffer> result = new LinkedHashMap<>();
    for (Buffer constant : constants) {
      Content content = new Content(constant.dtype(), constant.tensorShape(), constant.data());
      Buffer other = first.putIfAbsent(content, constant);
      result.put(constant.name(), other == null ? constant : other);
    }
    return result;
  }
}
