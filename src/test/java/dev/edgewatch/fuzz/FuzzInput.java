package dev.edgewatch.fuzz;

import com.google.protobuf.Message;
import dev.edgewatch.resource.RandomMessages;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.widgets.Widgets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the bytes of a fuzzer stand for: the first one chooses a type, the rest is text in UTF-8, as
 * it would come over the wire.
 *
 * <p>A target reads the text. It may be read or refused; whatever else comes out of it, an error, a
 * refusal without words or a case that takes seconds, is a finding.
 */
public record FuzzInput(ResourceType type, String text) {
  private static final Duration SLOW = Duration.ofSeconds(5);
  private static final int LONGEST_REFUSAL = 2_000;

  /**
   * Types that together have whatever types have: fields of every kind, several patterns, ids with
   * slashes, no parent. Inputs in files count on the order of this list.
   */
  private static final List<ResourceType> TYPES =
      List.of(
          Widgets.CATALOG.type("devices.edgelq.com/Device"),
          Widgets.WIDGET,
          Widgets.GADGET,
          Widgets.CATALOG.type("iam.edgelq.com/RoleBinding"),
          Widgets.CATALOG.type("iam.edgelq.com/MemberAssignment"),
          Widgets.CATALOG.type("limits.edgelq.com/Limit"),
          Widgets.CATALOG.type("monitoring.edgelq.com/AlertingCondition"),
          Widgets.CATALOG.type("meta.goten.com/Deployment"));

  public static FuzzInput of(byte[] bytes) {
    int type = bytes.length == 0 ? 0 : Byte.toUnsignedInt(bytes[0]) % TYPES.size();
    byte[] text = Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length);
    return new FuzzInput(TYPES.get(type), new String(text, StandardCharsets.UTF_8));
  }

  /** The bytes that stand for this input. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(TYPES.indexOf(type));
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** The text before and after its first line break; without one, everything is before it. */
  String[] lines() {
    String[] lines = text.split("\n", 2);
    return new String[] {lines[0], lines.length == 2 ? lines[1] : ""};
  }

  /** Some resource of the type, always the same one for the same text. */
  Message resource() {
    return RandomMessages.any(new SplittableRandom(text.hashCode())).next(type.defaultInstance());
  }

  /**
   * Reads, and when nothing was refused looks at what was read. What is slow is done again before
   * it counts: the first case loads classes, and the machine may be busy.
   */
  public static <T> void check(Supplier<T> read, Consumer<T> look) {
    if (once(read, look).compareTo(SLOW) > 0) {
      Duration taken = once(read, look);
      if (taken.compareTo(SLOW) > 0) {
        throw new AssertionError("one case took " + taken);
      }
    }
  }

  private static <T> Duration once(Supplier<T> read, Consumer<T> look) {
    long start = System.nanoTime();
    Optional<T> value = read(read);
    value.ifPresent(look);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static <T> Optional<T> read(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (RefusalException refused) {
      String message = refused.refusal().message();
      if (message.isBlank() || message.length() > LONGEST_REFUSAL) {
        throw new AssertionError("a refusal of " + message.length() + " characters: " + message);
      }
      return Optional.empty();
    }
  }
}
