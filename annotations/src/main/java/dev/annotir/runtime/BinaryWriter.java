package dev.annotir.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what TVM's streams hold, little-endian. */
final class BinaryWriter {
  private final WritableByteChannel out;
  private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

  BinaryWriter(OutputStream out) {
    this.out = Channels.newChannel(out);
  }

  private void flush() throws IOException {
    writeBytes(number.flip());
    number.clear();
  }

  void writeByte(int value) throws IOException {
    number.put((byte) value);
    flush();
  }

  void writeShort(int value) throws IOException {
    number.putShort((short) value);
    flush();
  }

  void writeInt(int value) throws IOException {
    number.putInt(value);
    flush();
  }

  void writeLong(long value) throws IOException {
    number.putLong(value);
    flush();
  }

  void writeString(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeLong(bytes.length);
    writeBytes(ByteBuffer.wrap(bytes));
  }

  void writeStrings(List<String> strings) throws IOException {
    writeLong(strings.size());
    for (String string : strings) {
      writeString(string);
    }
  }

  void writeLongs(List<Long> numbers) throws IOException {
    writeLong(numbers.size());
    for (long number : numbers) {
      writeLong(number);
    }
  }

  void writeBytes(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
