package dev.edgewatch.resource;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A page token of the contract (section 4.2): {@code <direction>.<inclusion>.<kind>.<payload>}. */
public sealed interface PageToken {
  /** Longest accepted token, in characters. */
  int LONGEST = 2048;

  enum Direction { AFTER, BEFORE }

  enum Inclusion { EXCLUSIVE, INCLUSIVE }

  Direction direction();

  Inclusion inclusion();

  /** At a value: rows after or before the key of the given order. */
  record AtKey(Direction direction, Inclusion inclusion, OrderBy.Key key) implements PageToken {}

  /** At a number of rows from the start. */
  record AtOffset(Direction direction, Inclusion inclusion, long offset) implements PageToken {}

  /** Server-private content: pairs of key and value. */
  record Custom(Direction direction, Inclusion inclusion, Map<String, String> content) implements PageToken {}

  static PageToken parse(ResourceType type, OrderBy order, String text) {
    String[] parts = text.split("\\.", -1);
    if (text.length() > LONGEST || parts.length != 4) {
      throw malformed(text, "expected <r|l>.<e|i>.<S|O|C>.<payload> of at most " + LONGEST + " characters");
    }
    Direction direction =
        switch (parts[0]) {
          case "r" -> Direction.AFTER;
          case "l" -> Direction.BEFORE;
          default -> throw malformed(text, "expected r or l as its direction");
        };
    Inclusion inclusion =
        switch (parts[1]) {
          case "e" -> Inclusion.EXCLUSIVE;
          case "i" -> Inclusion.INCLUSIVE;
          default -> throw malformed(text, "expected e or i as its inclusion");
        };
    return switch (parts[2]) {
      case "S" -> new AtKey(direction, inclusion, key(type, order, text, parts[3]));
      case "O" -> new AtOffset(direction, inclusion, offset(text, parts[3]));
      case "C" -> new Custom(direction, inclusion, content(text, parts[3]));
      default -> throw malformed(text, "expected S, O or C as its kind");
    };
  }

  /** The wire form; S tokens carry the resource projected on the order's paths and its name. */
  default String text(ResourceType type, OrderBy order) {
    String start =
        (direction() == Direction.AFTER ? "r." : "l.") + (inclusion() == Inclusion.EXCLUSIVE ? "e." : "i.");
    return switch (this) {
      case AtKey at ->
          start + "S." + Base64.getEncoder().encodeToString(order.snapshot(at.key()).toByteArray());
      case AtOffset at -> start + "O." + at.offset();
      case Custom custom ->
          start
              + "C."
              + new TreeMap<>(custom.content())
                  .entrySet().stream()
                      .map(pair -> base64(pair.getKey()) + ":" + base64(pair.getValue()))
                      .collect(Collectors.joining(","));
    };
  }

  private static OrderBy.Key key(ResourceType type, OrderBy order, String text, String payload) {
    try {
      Message snapshot = type.parser().parseFrom(Base64.getDecoder().decode(payload));
      if (type.findName(type.nameOf(snapshot)).isEmpty()) {
        throw malformed(text, "expected a token of a list of " + type.plural());
      }
      return order.key(snapshot);
    } catch (IllegalArgumentException | InvalidProtocolBufferException noSnapshot) {
      throw malformed(text, "expected a token of a list of " + type.plural());
    }
  }

  private static long offset(String text, String payload) {
    try {
      long offset = Long.parseLong(payload);
      if (offset >= 0) {
        return offset;
      }
    } catch (NumberFormatException noNumber) {
      // refused below
    }
    throw malformed(text, "expected a number of rows from 0 as its payload");
  }

  private static Map<String, String> content(String text, String payload) {
    try {
      Map<String, String> content = new TreeMap<>();
      for (String pair : payload.isEmpty() ? new String[0] : payload.split(",", -1)) {
        int colon = pair.indexOf(':');
        if (colon < 0) {
          throw malformed(text, "expected pairs of base64 separated by colons");
        }
        content.put(unbase64(pair.substring(0, colon)), unbase64(pair.substring(colon + 1)));
      }
      return Map.copyOf(content);
    } catch (IllegalArgumentException noBase64) {
      throw malformed(text, "expected pairs of base64 separated by colons");
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String unbase64(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static RefusalException malformed(String token, String expected) {
    return Refusal.invalid("PAGE_TOKEN_MALFORMED", "page_token", "page_token is " + Quoted.of(token) + "; " + expected);
  }
}
