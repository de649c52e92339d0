package dev.edgewatch.region;

import dev.edgewatch.iam.Principal;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Measures and logs every call: {@code edgewatch.region.calls} by method and code, {@code
 * edgewatch.region.calls.open}, and one log record each. What people do, what was refused and what
 * took long is logged at INFO, the rest (agents by the thousand) at DEBUG, failures of ours at
 * ERROR with their stack trace, which is logged nowhere else.
 */
final class CallRecords {
  private static final Logger LOG = LoggerFactory.getLogger("dev.edgewatch.region.calls");
  private static final Duration LONG = Duration.ofSeconds(1);

  private final MeterRegistry meters;
  private final Map<TimerKey, Timer> timers = new ConcurrentHashMap<>();
  private final AtomicInteger open;

  private record TimerKey(String method, Status.Code code) {}

  CallRecords(MeterRegistry meters) {
    this.meters = meters;
    this.open = meters.gauge("edgewatch.region.calls.open", new AtomicInteger());
  }

  Started start(String method, String requestId) {
    open.incrementAndGet();
    return new Started(method, requestId);
  }

  int open() {
    return open.get();
  }

  private Timer timer(TimerKey key) {
    return timers.computeIfAbsent(
        key,
        each ->
            Timer.builder("edgewatch.region.calls")
                .description(
                    "Calls that ended, by method and code; streams last as long as somebody watches")
                .tag("method", each.method)
                .tag("code", each.code.name())
                .register(meters));
  }

  /** A call that goes on. */
  final class Started {
    private final String method;
    private final String requestId;
    private final long began = System.nanoTime();
    private volatile @Nullable Principal principal;

    private Started(String method, String requestId) {
      this.method = method;
      this.requestId = requestId;
    }

    void calledBy(Principal caller) {
      principal = caller;
    }

    void ended(Status status, @Nullable Throwable cause) {
      open.decrementAndGet();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      timer(new TimerKey(method, status.getCode())).record(took);
      Level level = level(status, took, cause);
      if (LOG.isEnabledForLevel(level)) {
        Principal caller = principal;
        withRequestId(LOG.atLevel(level))
            .addKeyValue("method", method)
            .addKeyValue("principal", caller == null ? "anonymous" : caller.member())
            .addKeyValue("code", status.getCode())
            .addKeyValue("ms", took.toMillis())
            .setCause(cause)
            .log("{} {}{}", method, status.getCode(), reason(status));
      }
    }

    /**
     * Calls that end on a thread of their own have it in the context already; twice would spoil
     * structured logs.
     */
    private LoggingEventBuilder withRequestId(LoggingEventBuilder line) {
      return MDC.get(UnaryListener.REQUEST_ID) == null
          ? line.addKeyValue(UnaryListener.REQUEST_ID, requestId)
          : line;
    }

    private Level level(Status status, Duration took, @Nullable Throwable cause) {
      if (cause != null) {
        return Level.ERROR;
      }
      boolean slow = took.compareTo(LONG) > 0 && status.isOk();
      boolean refused = !status.isOk() && status.getCode() != Status.Code.CANCELLED;
      return principal instanceof Principal.User || slow || refused ? Level.INFO : Level.DEBUG;
    }

    /** Control characters would let a caller forge lines of the log. */
    private static String reason(Status status) {
      String description = status.getDescription();
      return description == null ? "" : ": " + description.replaceAll("\\p{Cntrl}", " ");
    }
  }
}
