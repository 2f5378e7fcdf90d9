package dev.annotir.it;

import dev.annotir.processor.ir.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Calls and replies as bytes, for programs that run operators. Numbers are in the order of this
 * machine; a text is its length as int32 and its bytes.
 *
 * <pre>
 * calls    int32 count, then for each: text name, int32 arguments, then for each:
 *            int32 kind, text dtype, then by the kind:
 *              0 tensor   int32 rank, int32 extents, int32 the first argument that is the same tensor,
 *                         int32 bytes, and if no earlier one is: the elements
 *              1 integer  int64
 *              2 float    float64
 * replies  int32 count, then for each: int32 0 or a code, then
 *            after an error   text message
 *            else             int32 tensors, for each: int32 bytes, the elements;
 *                             int32 0 without result, or 1 and int64, or 2 and float64
 * </pre>
 */
final class Exchange {
  private static final int MOST = 1 << 28;

  private final ByteBuffer buffer;

  private Exchange(ByteBuffer buffer) {
    this.buffer = buffer.order(ByteOrder.nativeOrder());
  }

  /** A tensor that is passed after the parameters. */
  record Extra(DType dtype, List<Integer> shape, long[] values) {}

  /** The bytes of calls, with further tensors at the end of the arguments. */
  static byte[] calls(List<Job> jobs, Function<OperatorInfo, List<Extra>> extras) {
    int bytes = 4 + jobs.stream().mapToInt(Exchange::bytes).sum();
    Exchange exchange = new Exchange(ByteBuffer.allocate(Math.min(MOST, bytes)));
    exchange.buffer.putInt(jobs.size());
    for (Job job : jobs) {
      exchange.putCall(job, extras.apply(job.operator()));
    }
    byte[] result = new byte[exchange.buffer.position()];
    exchange.buffer.flip().get(result);
    return result;
  }

  /** At least the bytes of a call. */
  private static int bytes(Job job) {
    int elements =
        job.operator().parameters().stream().mapToInt(Parameter::elements).sum()
            + job.operator().outcomes().stream().mapToInt(Parameter::elements).sum();
    return 8 * elements + (1 << 16);
  }

  private void putCall(Job job, List<Extra> extras) {
    List<Parameter> parameters = job.operator().parameters();
    putText(job.operator().name());
    buffer.putInt(parameters.size() + extras.size());
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      long[] values = job.call().arguments().get(i);
      if (parameter.tensor()) {
        putTensor(
            new Extra(parameter.dtype(), parameter.shape(), values), i, job.call().firstSame(i));
      } else {
        putScalar(parameter.dtype(), values[0]);
      }
    }
    for (int i = 0; i < extras.size(); i++) {
      putTensor(extras.get(i), parameters.size() + i, parameters.size() + i);
    }
  }

  private void putTensor(Extra tensor, int index, int same) {
    byte[] bytes = Elements.toBytes(tensor.dtype(), tensor.values());
    buffer.putInt(0);
    putText(tensor.dtype().tvmName());
    buffer.putInt(tensor.shape().size());
    tensor.shape().forEach(buffer::putInt);
    buffer.putInt(same);
    buffer.putInt(bytes.length);
    if (same == index) {
      buffer.put(bytes);
    }
  }

  private void putScalar(DType dtype, long bits) {
    buffer.putInt(dtype.isFloat() ? 2 : 1);
    putText(dtype.tvmName());
    if (dtype.isFloat()) {
      buffer.putDouble(Elements.toDouble(dtype, bits));
    } else {
      buffer.putLong(bits);
    }
  }

  private void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    buffer.putInt(bytes.length);
    buffer.put(bytes);
  }

  /** The replies of a program. */
  static List<Reply> replies(List<Job> jobs, byte[] bytes) {
    Exchange exchange = new Exchange(ByteBuffer.wrap(bytes));
    int count = exchange.buffer.getInt();
    if (count != jobs.size()) {
      throw new AssertionError(count + " replies to " + jobs.size());
    }
    List<Reply> replies = new ArrayList<>();
    for (Job job : jobs) {
      replies.add(exchange.reply(job.operator()));
    }
    return replies;
  }

  private Reply reply(OperatorInfo operator) {
    if (buffer.getInt() != 0) {
      return operator.failure(new String(getBytes(), StandardCharsets.UTF_8));
    }
    List<byte[]> tensors = new ArrayList<>();
    for (int i = buffer.getInt(); i > 0; i--) {
      tensors.add(getBytes());
    }
    int kind = buffer.getInt();
    List<long[]> values = new ArrayList<>();
    List<Parameter> outcomes = operator.outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      DType dtype = outcomes.get(i).dtype();
      if (i < tensors.size()) {
        values.add(Elements.ofBytes(dtype, tensors.get(i)));
      } else if (kind != (dtype.isFloat() ? 2 : 1)) {
        throw new AssertionError(operator + " has returned a value of kind " + kind);
      } else if (kind == 1) {
        values.add(new long[] {buffer.getLong()});
      } else {
        values.add(new long[] {Elements.ofDouble(dtype, buffer.getDouble())});
      }
    }
    return Reply.Returned.of(operator, values);
  }

  private byte[] getBytes() {
    byte[] bytes = new byte[buffer.getInt()];
    buffer.get(bytes);
    return bytes;
  }
}
