package dev.annotir.processor.script;

import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.PrimFunc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The TIR of operators as an archive holds it, and apart from it the names that this text gives to
 * their parameters, by which metadata refers to them.
 *
 * <p>Each function's parameters have names here. TVM's printer forgets those of a function when it
 * comes to the next, so that its metadata names the parameters of the last one only; nothing relies
 * on names that are missing.
 */
public interface ModelLibraryFormatPrinter {
  /** The text of all functions, in ASCII. */
  String print();

  /**
   * The name that the text gives a parameter or result; null if it has none.
   *
   * @param param the name in the function
   */
  @Nullable String getVarName(PrimFunc function, String param);

  /** The printer of the text that archives of a version hold. */
  static ModelLibraryFormatPrinter of(MlfVersion version, List<OperatorFacts> operators) {
    return switch (version) {
      case V4 -> new PrimFnPrinter(false, operators);
      case V5 -> new PrimFnPrinter(true, operators);
      case V7 -> new TvmScriptPrinter(operators);
    };
  }
}
