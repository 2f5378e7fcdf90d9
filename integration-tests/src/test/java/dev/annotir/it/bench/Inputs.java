package dev.annotir.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annotir.it.Call;
import dev.annotir.it.Elements;
import dev.annotir.it.OperatorInfo;
import dev.annotir.it.Parameter;
import dev.annotir.it.TimedInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The arguments of operators as files, for peers that are not Java: the bytes, and their types. */
final class Inputs {
  static final String FOLDER = "inputs";

  private Inputs() {}

  /** Writes {@code inputs/<operator>} below a folder. */
  static void write(OperatorInfo operator, Path work) throws IOException {
    Path folder = Files.createDirectories(work.resolve(FOLDER).resolve(operator.name()));
    Call call = TimedInputs.of(operator);
    ArrayNode parameters = new ObjectMapper().createArrayNode();
    for (int i = 0; i < operator.parameters().size(); i++) {
      Parameter parameter = operator.parameters().get(i);
      ObjectNode json = parameters.addObject();
      json.put("dtype", parameter.dtype().tvmName());
      json.put("access", parameter.access());
      ArrayNode shape = json.putArray("shape");
      parameter.shape().forEach(shape::add);
      byte[] bytes = Elements.toBytes(parameter.dtype(), call.arguments().get(i));
      Files.write(folder.resolve(i + ".bin"), bytes);
    }
    Files.writeString(folder.resolve("parameters.json"), parameters.toString());
  }
}
