package dev.edgewatch.routing;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.FieldNumbers;
import dev.edgewatch.resource.standard.StandardMethod;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Methods for gRPC: requests and answers are passed on as the bytes they travel as. */
public final class WireMethods {
  /** Neither parses nor copies: what came from the network or goes to it stays one array. */
  public static final MethodDescriptor.Marshaller<ByteString> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(ByteString value) {
          return new Outbound(value);
        }

        @Override
        public ByteString parse(InputStream stream) {
          try {
            return UnsafeByteOperations.unsafeWrap(bytes(stream));
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        }
      };

  private WireMethods() {}

  /** A message that knows its length fits its array at once; a compressed one does not know it. */
  private static byte[] bytes(InputStream stream) throws IOException {
    return stream instanceof KnownLength
        ? stream.readNBytes(stream.available())
        : stream.readAllBytes();
  }

  public static MethodDescriptor<ByteString, ByteString> of(
      ResourceType type, StandardMethod method) {
    return MethodDescriptor.newBuilder(
            marshaller(FieldNumbers.ofRequest(type, method)),
            marshaller(FieldNumbers.ofResponse(type, method)))
        .setType(
            method.streaming()
                ? MethodDescriptor.MethodType.SERVER_STREAMING
                : MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(method.fullMethodName(type))
        .setSafe(!method.writes())
        .setIdempotent(!method.writes())
        .build();
  }

  /** A custom method. */
  public static MethodDescriptor<ByteString, ByteString> of(DeclaredMethod method) {
    return MethodDescriptor.newBuilder(BYTES, BYTES)
        .setType(type(method))
        .setFullMethodName(method.fullName())
        .setSafe(method.readOnly())
        .setIdempotent(method.readOnly())
        .build();
  }

  /** A method of a private service, which no catalog declares. */
  public static MethodDescriptor<ByteString, ByteString> of(
      String service, String name, MethodDescriptor.MethodType type) {
    return MethodDescriptor.newBuilder(BYTES, BYTES)
        .setType(type)
        .setFullMethodName(service + "/" + name)
        .build();
  }

  private static MethodDescriptor.MethodType type(DeclaredMethod method) {
    boolean said = method.descriptor().isClientStreaming();
    boolean streamed = method.descriptor().isServerStreaming();
    if (said) {
      return streamed
          ? MethodDescriptor.MethodType.BIDI_STREAMING
          : MethodDescriptor.MethodType.CLIENT_STREAMING;
    }
    return streamed
        ? MethodDescriptor.MethodType.SERVER_STREAMING
        : MethodDescriptor.MethodType.UNARY;
  }

  private static MethodDescriptor.Marshaller<ByteString> marshaller(FieldNumbers numbers) {
    if (numbers.areUsual()) {
      return BYTES;
    }
    return new MethodDescriptor.Marshaller<>() {
      @Override
      public InputStream stream(ByteString value) {
        return BYTES.stream(numbers.toWire(value));
      }

      @Override
      public ByteString parse(InputStream stream) {
        ByteString message = BYTES.parse(stream);
        try {
          return numbers.fromWire(message);
        } catch (RefusalException malformed) {
          // Refused by whoever reads it: gRPC has no good answer to a failure here.
          return message;
        }
      }
    };
  }

  /** gRPC writes a message that knows its length and drains itself without a buffer in between. */
  private static final class Outbound extends InputStream implements KnownLength, Drainable {
    private final ByteString value;
    private final InputStream bytes;

    Outbound(ByteString value) {
      this.value = value;
      this.bytes = value.newInput();
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      value.writeTo(target);
      return value.size();
    }

    @Override
    public int available() throws IOException {
      return bytes.available();
    }

    @Override
    public int read() throws IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return bytes.read(target, offset, length);
    }
  }
}
