package dev.edgewatch.resource;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Projects encoded messages without decoding them: selected fields are copied as they are. Gives
 * the encoding of what {@link SelectionProjection} gives, possibly in another order of fields.
 * Immutable and thread-safe.
 */
final class EncodedProjection {
  private static final int KEY = 1;
  private static final int VALUE = 2;

  /** What to do with one field. */
  private sealed interface Step {
    record Copy() implements Step {}

    record Enter(EncodedProjection below, boolean list) implements Step {}

    /** Keys of a map, with what to do with their values. */
    record Pick(FieldDescriptor.Type keyType, Object defaultKey, Map<Object, Step> keys)
        implements Step {}
  }

  private static final Step COPY = new Step.Copy();

  private final Map<Integer, Step> steps = new HashMap<>();

  EncodedProjection(Selection.Fields fields) {
    fields.parts().forEach((field, part) -> steps.put(field.getNumber(), step(field, part)));
  }

  private static Step step(FieldDescriptor field, Selection part) {
    return switch (part) {
      case Selection.Whole whole -> COPY;
      case Selection.Fields below ->
          new Step.Enter(new EncodedProjection(below), field.isRepeated());
      case Selection.Keys(var keys) -> {
        FieldDescriptor value = field.getMessageType().findFieldByNumber(VALUE);
        Map<Object, Step> picked = new HashMap<>();
        keys.forEach((key, below) -> picked.put(key, step(value, below)));
        FieldDescriptor key = field.getMessageType().findFieldByNumber(KEY);
        yield new Step.Pick(key.getType(), key.getDefaultValue(), picked);
      }
    };
  }

  /** Throws {@link IllegalArgumentException} when the bytes are no encoded message. */
  ByteString project(ByteString encoded) {
    try {
      byte[] bytes = new byte[encoded.size()]; // a part is never longer than the whole
      CodedOutputStream output = CodedOutputStream.newInstance(bytes);
      project(encoded, output);
      return ByteString.copyFrom(bytes, 0, output.getTotalBytesWritten());
    } catch (IOException malformed) {
      throw new IllegalArgumentException("the bytes are no encoded message", malformed);
    }
  }

  private void project(ByteString encoded, CodedOutputStream output) throws IOException {
    CodedInputStream input = encoded.newCodedInput();
    input.enableAliasing(true);
    int start = 0;
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      Step step = steps.get(WireFormat.getTagFieldNumber(tag));
      switch (step) {
        case null -> input.skipField(tag);
        case Step.Copy copy -> {
          input.skipField(tag);
          output.writeRawBytes(encoded.substring(start, input.getTotalBytesRead()));
        }
        case Step.Enter(var below, var list) -> {
          ByteString projected = below.project(input.readBytes());
          if (list || !projected.isEmpty()) {
            writeMessage(output, tag, projected);
          }
        }
        case Step.Pick pick -> {
          ByteString entry = pick(input.readBytes(), pick);
          if (entry != null) {
            writeMessage(output, tag, entry);
          }
        }
      }
      start = input.getTotalBytesRead();
    }
  }

  /** The entry of a map as far as it is selected, or null. */
  private static @Nullable ByteString pick(ByteString entry, Step.Pick pick) throws IOException {
    Object key = pick.defaultKey();
    ByteString value = ByteString.EMPTY;
    CodedInputStream input = entry.newCodedInput();
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      if (number == KEY) {
        key = readKey(input, pick.keyType());
      } else if (number == VALUE
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        value = input.readBytes();
      } else {
        input.skipField(tag);
      }
    }
    if (!(pick.keys().get(key) instanceof Step.Enter(var below, var list))) {
      return pick.keys().containsKey(key) ? entry : null;
    }
    ByteString projected = below.project(value);
    return projected.isEmpty() ? null : withValue(entry, projected);
  }

  private static ByteString withValue(ByteString entry, ByteString value) throws IOException {
    ByteString.Output bytes = ByteString.newOutput(entry.size());
    CodedOutputStream output = CodedOutputStream.newInstance(bytes, 64);
    CodedInputStream input = entry.newCodedInput();
    int start = 0;
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      input.skipField(tag);
      if (WireFormat.getTagFieldNumber(tag) == KEY) {
        output.writeRawBytes(entry.substring(start, input.getTotalBytesRead()));
      }
      start = input.getTotalBytesRead();
    }
    output.writeBytes(VALUE, value);
    output.flush();
    return bytes.toByteString();
  }

  private static Object readKey(CodedInputStream input, FieldDescriptor.Type type)
      throws IOException {
    return switch (type) {
      case STRING -> input.readString();
      case BOOL -> input.readBool();
      case INT32 -> input.readInt32();
      case SINT32 -> input.readSInt32();
      case UINT32 -> input.readUInt32();
      case FIXED32 -> input.readFixed32();
      case SFIXED32 -> input.readSFixed32();
      case INT64 -> input.readInt64();
      case SINT64 -> input.readSInt64();
      case UINT64 -> input.readUInt64();
      case FIXED64 -> input.readFixed64();
      case SFIXED64 -> input.readSFixed64();
      case DOUBLE, FLOAT, GROUP, MESSAGE, BYTES, ENUM ->
          throw new IllegalArgumentException("a map cannot have keys of type " + type);
    };
  }

  private static void writeMessage(CodedOutputStream output, int tag, ByteString message)
      throws IOException {
    output.writeUInt32NoTag(tag);
    output.writeBytesNoTag(message);
  }
}
