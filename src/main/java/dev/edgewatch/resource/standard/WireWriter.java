package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.resource.ProtoTimes;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Encodes a message field by field; defaults are left out as proto3 does. Used once, by one thread.
 */
final class WireWriter {
  private static final int BUFFER = 512;

  private final ByteString.Output bytes = ByteString.newOutput(BUFFER);
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER);

  WireWriter string(int number, String value) {
    if (!value.isEmpty()) {
      write(() -> out.writeString(number, value));
    }
    return this;
  }

  WireWriter strings(int number, List<String> values) {
    values.forEach(value -> write(() -> out.writeString(number, value)));
    return this;
  }

  WireWriter bool(int number, boolean value) {
    if (value) {
      write(() -> out.writeBool(number, true));
    }
    return this;
  }

  WireWriter int32(int number, int value) {
    if (value != 0) {
      write(() -> out.writeInt32(number, value));
    }
    return this;
  }

  WireWriter int64(int number, long value) {
    if (value != 0) {
      write(() -> out.writeInt64(number, value));
    }
    return this;
  }

  /** An encoded message, present even when its encoding is empty. */
  WireWriter message(int number, ByteString encoded) {
    write(() -> out.writeBytes(number, encoded));
    return this;
  }

  WireWriter message(int number, Optional<ByteString> encoded) {
    encoded.ifPresent(present -> message(number, present));
    return this;
  }

  WireWriter messages(int number, List<ByteString> encoded) {
    encoded.forEach(each -> message(number, each));
    return this;
  }

  WireWriter mask(int number, FieldMask mask) {
    return mask.getPathsCount() == 0 ? this : message(number, mask.toByteString());
  }

  WireWriter view(int number, View view) {
    return int32(number, view.getNumber());
  }

  WireWriter time(int number, Optional<Instant> time) {
    return message(number, time.map(instant -> ProtoTimes.timestamp(instant).toByteString()));
  }

  ByteString encoded() {
    write(out::flush);
    return bytes.toByteString();
  }

  private interface Write {
    void run() throws IOException;
  }

  private static void write(Write write) {
    try {
      write.run();
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory failed", impossible);
    }
  }
}
