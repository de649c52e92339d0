package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers that the fields of a message have on the wire. For nearly all types they are the
 * same; a few types have methods with other ones, because clients of an older API call them.
 * Everything but this class and what publishes descriptors knows the usual numbers only. Immutable.
 */
public final class FieldNumbers {
  private static final FieldNumbers USUAL = new FieldNumbers(Map.of());

  /** By the usual number. */
  private final Map<Integer, Integer> onTheWire;

  private final Map<Integer, Integer> usual = new HashMap<>();

  private FieldNumbers(Map<Integer, Integer> onTheWire) {
    this.onTheWire = onTheWire;
    onTheWire.forEach((number, here) -> usual.put(here, number));
  }

  /** Of the requests of a method. */
  public static FieldNumbers ofRequest(ResourceType type, StandardMethod method) {
    return declared(type, method).map(found -> of(found.getRequestMap())).orElse(USUAL);
  }

  /** Of what a method answers. */
  public static FieldNumbers ofResponse(ResourceType type, StandardMethod method) {
    return declared(type, method).map(found -> of(found.getResponseMap())).orElse(USUAL);
  }

  private static Optional<dev.edgewatch.api.annotations.FieldNumbers> declared(
      ResourceType type, StandardMethod method) {
    return type.declaration().getFieldNumbersList().stream()
        .filter(numbers -> method.is(numbers.getMethod()))
        .findFirst();
  }

  private static FieldNumbers of(Map<Integer, Integer> onTheWire) {
    return onTheWire.isEmpty() ? USUAL : new FieldNumbers(onTheWire);
  }

  /** Whether no field has another number than usual. */
  public boolean areUsual() {
    return onTheWire.isEmpty();
  }

  int onTheWire(int number) {
    return onTheWire.getOrDefault(number, number);
  }

  /** A message with the usual numbers as it goes over the wire. */
  public ByteString toWire(ByteString message) {
    return areUsual() ? message : renumbered(message, this::onTheWire);
  }

  /** A message from the wire with the usual numbers; refuses bytes that are no message. */
  public ByteString fromWire(ByteString message) {
    return areUsual() ? message : renumbered(message, this::usual);
  }

  /** 0 for a number that means something else here: what is sent under it is an unknown field. */
  private int usual(int number) {
    return usual.getOrDefault(number, onTheWire.containsKey(number) ? 0 : number);
  }

  private interface Renumbering {
    int apply(int number);
  }

  private static ByteString renumbered(ByteString message, Renumbering numbers) {
    ByteString.Output bytes = ByteString.newOutput(message.size() + 16);
    try {
      CodedInputStream in = message.newCodedInput();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int number = numbers.apply(WireFormat.getTagFieldNumber(tag));
        int kind = WireFormat.getTagWireType(tag);
        boolean known =
            number != 0
                && (kind == WireFormat.WIRETYPE_VARINT
                    || kind == WireFormat.WIRETYPE_LENGTH_DELIMITED);
        if (!known) {
          if (!in.skipField(tag)) {
            throw WireFields.malformed("a group ends that did not begin");
          }
        } else if (kind == WireFormat.WIRETYPE_VARINT) {
          out.writeUInt64(number, in.readRawVarint64());
        } else {
          out.writeBytes(number, in.readBytes());
        }
      }
      out.flush();
    } catch (IOException broken) {
      throw Refusal.undecodable("", "the message");
    }
    return bytes.toByteString();
  }
}
