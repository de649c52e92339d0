package dev.edgewatch.iam;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens verified in the last minute, by their SHA-256, so that a busy caller does not cost a
 * signature check for each call. A key that the issuer withdraws is so believed for a minute longer
 * at most. Thread-safe.
 *
 * @param <V> what was found out about a token
 */
final class VerifiedTokens<V> {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int AT_MOST = 10_000;

  private final Clock clock;
  private final Map<String, Verified<V>> entries =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified<V>> eldest) {
          return size() > AT_MOST;
        }
      };

  private record Verified<V>(V value, Instant until) {}

  VerifiedTokens(Clock clock) {
    this.clock = clock;
  }

  Optional<V> find(String token) {
    String digest = Sha256.hex(token);
    synchronized (entries) {
      Verified<V> entry = entries.get(digest);
      if (entry == null) {
        return Optional.empty();
      }
      if (clock.instant().isBefore(entry.until)) {
        return Optional.of(entry.value);
      }
      entries.remove(digest);
      return Optional.empty();
    }
  }

  void remember(String token, V value, Instant expiry) {
    Instant soon = clock.instant().plus(REMEMBERED);
    Verified<V> entry = new Verified<>(value, soon.isBefore(expiry) ? soon : expiry);
    synchronized (entries) {
      entries.put(Sha256.hex(token), entry);
    }
  }
}
