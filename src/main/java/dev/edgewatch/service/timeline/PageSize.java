package dev.edgewatch.service.timeline;

import com.google.protobuf.MessageLite;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * When a page is full: by the number of its entries, or because clients take no larger answers.
 *
 * @param entries 1 or more
 * @param bytes of all entries together
 * @param bytesOf one entry
 */
public record PageSize<T>(int entries, long bytes, ToIntFunction<T> bytesOf) {
  /** Clients of gRPC take 4 MiB unless they say otherwise. */
  private static final long LARGEST_ANSWER = 3 << 20;

  public static <T extends MessageLite> PageSize<T> of(int entries) {
    return new PageSize<>(entries, LARGEST_ANSWER, MessageLite::getSerializedSize);
  }

  boolean isFull(List<T> page) {
    return page.size() >= entries || page.stream().mapToLong(bytesOf::applyAsInt).sum() >= bytes;
  }

  /** The index of the entry with which a page is full; that of the last one when none fills it. */
  int last(List<T> page) {
    long sum = 0;
    for (int i = 0; i < page.size(); i++) {
      sum += bytesOf.applyAsInt(page.get(i));
      if (i + 1 == entries || sum >= bytes) {
        return i;
      }
    }
    return page.size() - 1;
  }
}
