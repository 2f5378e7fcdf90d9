package dev.annotir.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
  private static @Nullable Object read(byte... bytes) {
    return JsonReader.read(ByteBuffer.wrap(bytes), new IdentityHashMap<>());
  }

  private static @Nullable Object read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void values() {
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    expected.put("b", List.of(0L, -12L, Long.MIN_VALUE, 1.0, -0.5, 2e10, Map.of(), List.of()));
    expected.put("a", Arrays.asList(true, false, null, ""));
    Object value =
        read(
            """
             {"b": [0, -12, -9223372036854775808, 1.0, -5e-1, 2E+10,{} , [ ]],
            \t"a" :[true,false,null,""]}\r
            """);
    assertThat(value).isEqualTo(expected);
    assertThat(((Map<?, ?>) value).keySet().toString()).isEqualTo("[b, a]");
    assertThat(read("\"é\\u00e9\\ud83d\\ude00😀\\n\\t\\b\\f\\r\\\\\\/\\\"\""))
        .isEqualTo("éé😀😀\n\t\b\f\r\\/\"");
    assertThat(read("-0.0")).isEqualTo(-0.0);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "``|expected a JSON value, but the JSON ends|0",
        "nul|expected 'l', but the JSON ends|3",
        "nope|expected 'u'|1",
        "01|something follows the JSON value|1",
        "[1,]|expected a digit|3",
        "[1 2]|expected ']'|3",
        "{\"a\": 1,}|expected '\"'|8",
        "{\"a\" 1}|expected ':'|5",
        "{\"a\": 1, \"a\": 2}|the key \"a\" stands twice|9",
        "9223372036854775808|an integer does not fit 64 bits|0",
        "[1e999]|a number does not fit a double|1",
        "-|expected a digit, but the JSON ends|1",
        "1.|expected a digit, but the JSON ends|2",
        "NaN|expected a digit|0",
        "\"a|a string does not end|2",
        "\"a\\|a string does not end|3",
        "\"\\x\"|no escape of JSON|2",
        "\"\\u12g4\"|expected four hexadecimal digits|5",
        "\"a\u0001\"|a string holds a control character|2",
        "1 //|something follows the JSON value|2",
      })
  void otherTexts(String text, String message, int offset) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            InvalidFormatException.class, e -> assertThat(e.offset()).isEqualTo(offset))
        .hasMessageStartingWith(message);
  }

  @Test
  void otherBytes() {
    assertThatThrownBy(() -> read((byte) '"', (byte) 0xc3, (byte) '"'))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessage("a string is not UTF-8 (at offset 1)");
    assertThat(read("[".repeat(100) + "]".repeat(100))).isInstanceOf(List.class);
    assertThatThrownBy(() -> read("[".repeat(1_000_000)))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessage("JSON values are nested more than 100 deep (at offset 100)");
  }
}
