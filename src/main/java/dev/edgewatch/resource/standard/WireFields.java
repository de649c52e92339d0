package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import dev.edgewatch.api.types.View;
import dev.edgewatch.resource.PossibleValues;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An encoded message taken apart into its fields, none of them interpreted yet. The getters follow
 * the rules of the wire format: the last one of a scalar counts, several ones of a message are
 * merged (their encodings are joined), a field of an unexpected wire type is an unknown field,
 * absent means default.
 */
final class WireFields {
  private static final int VARINT = WireFormat.WIRETYPE_VARINT;
  private static final int BYTES = WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private final List<Field> fields = new ArrayList<>();

  private record Field(int tag, long varint, ByteString bytes) {}

  private WireFields() {}

  /**
   * Refuses bytes that are no protobuf encoding with INVALID_ARGUMENT. Byte fields share memory
   * with {@code encoded}.
   */
  static WireFields of(ByteString encoded) {
    WireFields taken = new WireFields();
    try {
      CodedInputStream in = encoded.newCodedInput();
      in.enableAliasing(true);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagWireType(tag)) {
          case VARINT -> taken.fields.add(new Field(tag, in.readRawVarint64(), ByteString.EMPTY));
          case BYTES -> taken.fields.add(new Field(tag, 0, in.readBytes()));
          default -> {
            if (!in.skipField(tag)) {
              throw malformed("a group ends that did not begin");
            }
          }
        }
      }
    } catch (InvalidProtocolBufferException broken) {
      throw Refusal.undecodable("", "the message");
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory failed", impossible);
    }
    return taken;
  }

  String string(int number) {
    return last(number, BYTES).map(field -> text(number, field.bytes)).orElse("");
  }

  List<String> strings(int number) {
    return messages(number).stream().map(bytes -> text(number, bytes)).toList();
  }

  boolean bool(int number) {
    return last(number, VARINT).map(field -> field.varint != 0).orElse(false);
  }

  int int32(int number) {
    return last(number, VARINT).map(field -> (int) field.varint).orElse(0);
  }

  long int64(int number) {
    return last(number, VARINT).map(Field::varint).orElse(0L);
  }

  Optional<ByteString> message(int number) {
    ByteString merged = null;
    for (ByteString part : messages(number)) {
      merged = merged == null ? part : merged.concat(part);
    }
    return Optional.ofNullable(merged);
  }

  List<ByteString> messages(int number) {
    int tag = tag(number, BYTES);
    List<ByteString> found = new ArrayList<>(1);
    for (Field field : fields) {
      if (field.tag == tag) {
        found.add(field.bytes);
      }
    }
    return found;
  }

  /** The mask, empty when there is none. */
  FieldMask mask(int number) {
    return message(number).map(WireFields::parseMask).orElseGet(FieldMask::getDefaultInstance);
  }

  View view(int number) {
    int value = int32(number);
    View view = View.forNumber(value);
    if (view == null) {
      throw Refusal.invalid("VIEW_UNKNOWN", "view", "view is " + value + "; expected 0 to 4");
    }
    return view;
  }

  Optional<Instant> time(int number) {
    return message(number).map(WireFields::parseTime);
  }

  /**
   * The number of the last present one of {@code numbers}, 0 when none is: which member of a oneof
   * is set.
   */
  int lastOf(int... numbers) {
    for (Field field : fields.reversed()) {
      for (int number : numbers) {
        if (WireFormat.getTagFieldNumber(field.tag) == number) {
          return number;
        }
      }
    }
    return 0;
  }

  private Optional<Field> last(int number, int wireType) {
    int tag = tag(number, wireType);
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (fields.get(i).tag == tag) {
        return Optional.of(fields.get(i));
      }
    }
    return Optional.empty();
  }

  private static FieldMask parseMask(ByteString encoded) {
    try {
      return FieldMask.parseFrom(encoded);
    } catch (InvalidProtocolBufferException broken) {
      throw Refusal.undecodable("", "the message");
    }
  }

  private static Instant parseTime(ByteString encoded) {
    try {
      Timestamp time = Timestamp.parseFrom(encoded);
      PossibleValues.requireTime(time, "time");
      return ProtoTimes.instant(time);
    } catch (InvalidProtocolBufferException broken) {
      throw Refusal.undecodable("", "the message");
    }
  }

  private static String text(int number, ByteString bytes) {
    if (!bytes.isValidUtf8()) {
      throw malformed("field " + number + " is not UTF-8");
    }
    return bytes.toStringUtf8();
  }

  private static int tag(int number, int wireType) {
    return number << 3 | wireType;
  }

  static RefusalException malformed(String why) {
    return Refusal.invalid("MESSAGE_MALFORMED", "", "the message cannot be decoded: " + why);
  }
}
