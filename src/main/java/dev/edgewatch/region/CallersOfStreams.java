package dev.edgewatch.region;

import dev.edgewatch.iam.AccountKey;
import dev.edgewatch.iam.Authenticator;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service accounts whose streams are open: a stream ends when its caller's key is deleted or
 * over, or his account is deleted. Thread-safe.
 */
final class CallersOfStreams {
  /** No timer goes on for longer, and no stream. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Authenticator authenticator;
  private final RegionTimer timer;
  private final Clock clock;
  private final Map<GatedCall<?>, Principal.ServiceAccount> callers = new ConcurrentHashMap<>();

  CallersOfStreams(Authenticator authenticator, RegionTimer timer, Clock clock) {
    this.authenticator = authenticator;
    this.timer = timer;
    this.clock = clock;
    var _ = authenticator.onKeyChange(this::changed);
  }

  void watch(GatedCall<?> stream, Principal principal) {
    if (!(principal instanceof Principal.ServiceAccount account)) {
      return;
    }
    callers.put(stream, account);
    stream.whenEnded(() -> callers.remove(stream));
    authenticator
        .keys()
        .find(account.key())
        .map(this::left)
        .ifPresent(left -> stream.whenEnded(timer.after(left, () -> ask(stream, account))));
    ask(stream, account);
  }

  private Duration left(AccountKey key) {
    if (key.end().isAfter(clock.instant().plus(LONGEST))) {
      return LONGEST;
    }
    return Duration.between(clock.instant(), key.end());
  }

  /** On the feed's thread, so that nothing that changed later is sent. */
  private void changed(String key) {
    callers.forEach(
        (stream, account) -> {
          if (account.key().equals(key)) {
            ask(stream, account);
          }
        });
  }

  private void ask(GatedCall<?> stream, Principal.ServiceAccount account) {
    try {
      authenticator.requireStill(account);
    } catch (RefusalException gone) {
      stream.fail(gone);
    }
  }
}
