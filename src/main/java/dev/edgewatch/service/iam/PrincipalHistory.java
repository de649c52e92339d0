package dev.edgewatch.service.iam;

import dev.edgewatch.iam.AccountKeys;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * The names of the keys that have changed last, so that whoever was away for a while goes on from
 * there. Of one node: a token of another one, or from before a restart, cannot be resumed.
 * Thread-safe.
 */
final class PrincipalHistory {
  private static final int KEPT = 10_000;

  private final String epoch = UUID.randomUUID().toString();
  private final AccountKeys keys;
  private final Runnable ending;
  private final Deque<String> changes = new ArrayDeque<>();
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  /** How many changes there were, the kept ones being the last of them. */
  private long count;

  PrincipalHistory(AccountKeys keys) {
    this.keys = keys;
    this.ending = keys.onChange(this::changed);
  }

  AccountKeys keys() {
    return keys;
  }

  private void changed(String key) {
    String token;
    synchronized (this) {
      count++;
      changes.add(key);
      if (changes.size() > KEPT) {
        changes.remove();
      }
      token = token();
    }
    listeners.forEach(listener -> listener.accept(key, token));
  }

  /** Stands for all changes until now. */
  synchronized String token() {
    return epoch + ":" + count;
  }

  /** What has changed since a token was given out; empty when that is not known. */
  synchronized Optional<Set<String>> since(String token) {
    int colon = token.indexOf(':');
    if (colon < 0 || !token.substring(0, colon).equals(epoch) || !isNumber(token, colon + 1)) {
      return Optional.empty();
    }
    long from = Long.parseLong(token.substring(colon + 1));
    if (from > count || count - from > changes.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new LinkedHashSet<>(changes.stream().skip(changes.size() - (count - from)).toList()));
  }

  private static boolean isNumber(String text, int start) {
    return text.substring(start).matches("[0-9]{1,18}");
  }

  /** The listener is told what has changed, with the token that stands for it and all before. */
  Runnable listen(BiConsumer<String, String> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void close() {
    ending.run();
  }
}
