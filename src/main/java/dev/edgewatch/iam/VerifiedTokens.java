package dev.edgewatch.iam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens verified in the last minute, by their SHA-256, so that a busy caller does not cost a
 * signature check for each call. A key that the issuer withdraws is so believed for a minute longer
 * at most. Thread-safe.
 */
final class VerifiedTokens {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int AT_MOST = 10_000;

  private final Clock clock;
  private final Map<String, Verified> entries =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
          return size() > AT_MOST;
        }
      };

  private record Verified(Principal principal, Instant until) {}

  VerifiedTokens(Clock clock) {
    this.clock = clock;
  }

  Optional<Principal> find(String token) {
    String digest = digest(token);
    synchronized (entries) {
      Verified entry = entries.get(digest);
      if (entry == null) {
        return Optional.empty();
      }
      if (clock.instant().isBefore(entry.until)) {
        return Optional.of(entry.principal);
      }
      entries.remove(digest);
      return Optional.empty();
    }
  }

  void remember(String token, Principal principal, Instant expiry) {
    Instant soon = clock.instant().plus(REMEMBERED);
    Verified entry = new Verified(principal, soon.isBefore(expiry) ? soon : expiry);
    synchronized (entries) {
      entries.put(digest(token), entry);
    }
  }

  private static String digest(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
