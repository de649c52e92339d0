package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.WireFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Encodings of a resource with one thing wrong in one of its fields, wherever in the message that
 * field is. They are to follow the encoding of a good one.
 */
final class HostileBodies {
  private static final int UNKNOWN = 50_000;
  private static final int DEEP = 10_000;
  private static final int DEEPEST_FIELD = 6;
  private static final ByteString NO_TEXT = ByteString.copyFrom(new byte[] {(byte) 0xC3, 0x28});

  private HostileBodies() {}

  /**
   * @param what is wrong with it, and where
   */
  record Wrong(String what, ByteString encoded) {}

  /** What is the same for all types. */
  static List<Wrong> ofAnyType() {
    return List.of(
        new Wrong("deep groups", deepGroups()),
        new Wrong("a group without an end", WireBytes.of(out -> out.writeTag(UNKNOWN, 3))),
        new Wrong("an end without a group", WireBytes.of(out -> out.writeTag(UNKNOWN, 4))),
        new Wrong("a field of number zero", ByteString.copyFrom(new byte[] {2, 1, 0})),
        new Wrong("a wire type that is none", ByteString.copyFrom(new byte[] {15, 1})),
        new Wrong("a length beyond the end", ByteString.copyFrom(new byte[] {10, 127, 1})),
        new Wrong("a negative length", cutOff()));
  }

  /** A hundred thousand fields that nobody knows, in less than a megabyte. */
  static ByteString unknownFields() {
    return WireBytes.of(
        out -> {
          for (int i = 0; i < 100_000; i++) {
            out.writeInt32(UNKNOWN + i % 1_000, i);
          }
        });
  }

  private static ByteString deepGroups() {
    return WireBytes.of(
        out -> {
          for (int i = 0; i < DEEP; i++) {
            out.writeTag(UNKNOWN, WireFormat.WIRETYPE_START_GROUP);
          }
          for (int i = 0; i < DEEP; i++) {
            out.writeTag(UNKNOWN, WireFormat.WIRETYPE_END_GROUP);
          }
        });
  }

  private static ByteString cutOff() {
    return WireBytes.of(
        out -> {
          out.writeTag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
          out.writeUInt64NoTag(-1L);
        });
  }

  /** What is wrong with a field of each kind that a type has, everywhere it has one. */
  static List<Wrong> ofFields(Descriptor type) {
    List<Wrong> wrong = new ArrayList<>();
    walk(type, new ArrayDeque<>(), wrong);
    return wrong;
  }

  private static void walk(Descriptor message, Deque<FieldDescriptor> path, List<Wrong> wrong) {
    for (FieldDescriptor field : message.getFields()) {
      path.addLast(field);
      add(field, path, wrong);
      boolean isInside = field.getJavaType() == JavaType.MESSAGE && path.size() < DEEPEST_FIELD;
      if (isInside && !isOnTheWay(field.getMessageType(), path)) {
        walk(field.getMessageType(), path, wrong);
      }
      path.removeLast();
    }
  }

  private static boolean isOnTheWay(Descriptor message, Deque<FieldDescriptor> path) {
    return path.stream().anyMatch(field -> field.getContainingType().equals(message));
  }

  private static void add(FieldDescriptor field, Deque<FieldDescriptor> path, List<Wrong> wrong) {
    switch (field.getJavaType()) {
      case STRING -> wrong.add(wrong("no text", path, NO_TEXT));
      case ENUM ->
          wrong.add(new Wrong(text("no such value", path), in(path, number(field, 9_999))));
      case MESSAGE -> {
        switch (field.getMessageType().getFullName()) {
          case "google.protobuf.Timestamp" -> {
            wrong.add(wrong("the year 10000", path, time(253_402_300_800L, 0)));
            wrong.add(wrong("before the year 1", path, time(-62_135_596_801L, 0)));
            wrong.add(wrong("a second too long", path, time(1, 1_000_000_000)));
            wrong.add(wrong("the greatest time", path, time(Long.MAX_VALUE, 0)));
          }
          case "google.protobuf.Duration" -> {
            wrong.add(wrong("a negative time span", path, time(-1, 0)));
            wrong.add(wrong("two signs", path, time(1, -1)));
            wrong.add(wrong("the greatest time span", path, time(Long.MAX_VALUE, 0)));
          }
          default -> {
            if (isOnTheWay(field.getMessageType(), path)) {
              wrong.add(wrong("itself ten thousand times", path, nested(path)));
            }
          }
        }
      }
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, BYTE_STRING -> {}
    }
  }

  private static Wrong wrong(String what, Deque<FieldDescriptor> path, ByteString value) {
    return new Wrong(text(what, path), in(path, bytes(path.getLast(), value)));
  }

  private static String text(String what, Deque<FieldDescriptor> path) {
    return what + " at " + String.join(".", path.stream().map(FieldDescriptor::getName).toList());
  }

  /** A field inside of those that lead to it. */
  private static ByteString in(Deque<FieldDescriptor> path, ByteString field) {
    ByteString encoded = field;
    var outwards = path.descendingIterator();
    outwards.next();
    while (outwards.hasNext()) {
      encoded = bytes(outwards.next(), encoded);
    }
    return encoded;
  }

  /** A message in itself, by the fields that lead from it back to its type. */
  private static ByteString nested(Deque<FieldDescriptor> path) {
    Descriptor itself = path.getLast().getMessageType();
    List<FieldDescriptor> circle =
        path.stream()
            .dropWhile(field -> !field.getContainingType().equals(itself))
            .toList()
            .reversed();
    ByteString encoded = ByteString.EMPTY;
    for (int i = 0; i < DEEP && encoded.size() < 100_000; i++) {
      for (FieldDescriptor field : circle) {
        encoded = bytes(field, encoded);
      }
    }
    return encoded;
  }

  private static ByteString time(long seconds, int nanos) {
    return WireBytes.of(
        out -> {
          out.writeInt64(1, seconds);
          out.writeInt32(2, nanos);
        });
  }

  private static ByteString bytes(FieldDescriptor field, ByteString value) {
    return WireBytes.of(out -> out.writeBytes(field.getNumber(), value));
  }

  private static ByteString number(FieldDescriptor field, int value) {
    return WireBytes.of(out -> out.writeInt32(field.getNumber(), value));
  }
}
