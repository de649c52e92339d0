package dev.edgewatch.resource;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.resource.PageToken.AtKey;
import dev.edgewatch.resource.PageToken.AtOffset;
import dev.edgewatch.resource.PageToken.Custom;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The wire form of page tokens, both ways. */
final class PageTokenText {
  private PageTokenText() {}

  static PageToken parse(ResourceType type, OrderBy order, String text) {
    TextLength.require("page_token", text, PageToken.LONGEST);
    String[] parts = text.split("\\.", 5);
    if (parts.length != 4) {
      throw refused(
          "page token is "
              + Quoted.of(text)
              + "; expected direction.inclusion.kind.payload as in r.e.O.20");
    }
    Direction direction =
        switch (parts[0]) {
          case "r" -> Direction.AFTER;
          case "l" -> Direction.BEFORE;
          default ->
              throw refused(
                  "direction of the page token is " + Quoted.of(parts[0]) + "; expected r or l");
        };
    Inclusion inclusion =
        switch (parts[1]) {
          case "e" -> Inclusion.EXCLUSIVE;
          case "i" -> Inclusion.INCLUSIVE;
          default ->
              throw refused(
                  "inclusion of the page token is " + Quoted.of(parts[1]) + "; expected e or i");
        };
    return switch (parts[2]) {
      case "S" -> new AtKey(direction, inclusion, key(type, order, parts[3]));
      case "O" -> new AtOffset(direction, inclusion, offset(parts[3]));
      case "C" -> new Custom(direction, inclusion, content(parts[3]));
      default ->
          throw refused(
              "kind of the page token is " + Quoted.of(parts[2]) + "; expected S, O or C");
    };
  }

  static String print(OrderBy order, PageToken token) {
    String payload =
        switch (token) {
          case AtKey at ->
              "S." + Base64.getEncoder().encodeToString(order.resourceOf(at.key()).toByteArray());
          case AtOffset at -> "O." + at.offset();
          case Custom custom -> "C." + print(custom.content());
        };
    String direction = token.direction() == Direction.AFTER ? "r" : "l";
    return direction + (token.inclusion() == Inclusion.EXCLUSIVE ? ".e." : ".i.") + payload;
  }

  private static OrderBy.Key key(ResourceType type, OrderBy order, String payload) {
    Message snapshot;
    try {
      snapshot = type.parser().parseFrom(base64(payload));
    } catch (InvalidProtocolBufferException malformed) {
      throw refused(
          "snapshot of the page token is no "
              + type.simpleName()
              + "; expected a token of this list");
    }
    String name = type.nameOf(snapshot);
    if (type.findName(name).isEmpty()) {
      throw refused(
          "snapshot of the page token names "
              + Quoted.of(name)
              + "; expected a "
              + type.simpleName()
              + " name");
    }
    // An absent field may be one with its default value, so only what is too much tells of another
    // order.
    Message.Builder rest = snapshot.toBuilder();
    order.paths().forEach(path -> path.clear(rest));
    if (!holdsNothing(rest.build())) {
      throw refused(
          "page token was made under another order; expected one made under order_by "
              + Quoted.of(order.text().isEmpty() ? "name" : order.text()));
    }
    return order.key(snapshot);
  }

  /** Whether there is nothing in a message but empty messages, the shells of what was cleared. */
  private static boolean holdsNothing(Message message) {
    return message.getAllFields().values().stream()
        .allMatch(
            value ->
                value instanceof List<?> list
                    ? list.stream()
                        .allMatch(item -> item instanceof Message inner && holdsNothing(inner))
                    : value instanceof Message inner && holdsNothing(inner));
  }

  private static long offset(String payload) {
    if (!payload.isEmpty()
        && payload.length() <= 18
        && payload.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Long.parseLong(payload);
    }
    throw refused(
        "offset of the page token is "
            + Quoted.of(payload)
            + "; expected a decimal number, 0 or more");
  }

  private static Map<String, String> content(String payload) {
    Map<String, String> content = new TreeMap<>();
    if (payload.isEmpty()) {
      return content;
    }
    for (String pair : payload.split(",", -1)) {
      String[] sides = pair.split(":", -1);
      if (sides.length != 2) {
        throw refused(
            "custom page token has the pair "
                + Quoted.of(pair)
                + "; expected base64(key):base64(value)");
      }
      if (content.put(utf8(sides[0]), utf8(sides[1])) != null) {
        throw refused("custom page token has a key twice; expected each key once");
      }
    }
    return content;
  }

  private static String print(Map<String, String> content) {
    return content.entrySet().stream()
        .map(
            pair ->
                base64(pair.getKey().getBytes(StandardCharsets.UTF_8))
                    + ":"
                    + base64(pair.getValue().getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining(","));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] base64(String payload) {
    try {
      return Base64.getDecoder().decode(payload);
    } catch (IllegalArgumentException malformed) {
      throw refused(
          "payload of the page token is " + Quoted.of(payload) + "; expected standard base64");
    }
  }

  private static String utf8(String payload) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(base64(payload)))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw refused(
          "custom page token holds " + Quoted.of(payload) + "; expected base64 of UTF-8 text");
    }
  }

  static RefusalException refused(String message) {
    return Refusal.invalid("PAGE_TOKEN_INVALID", "page_token", message);
  }
}
