package dev.edgewatch.region;

import dev.edgewatch.api.audit.v1.ActivityLog;
import dev.edgewatch.api.rpc.Status;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.store.AuditLog;
import dev.edgewatch.store.AuditLog.LoggedCall;
import io.grpc.Status.Code;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who was refused what, on its way into the audit log, where it is about a second later. The same
 * refusal again within that second is the same entry, which counts them: who tries all the time
 * does not fill the disk. What is more than a thousand different ones a second is counted in {@code
 * edgewatch.region.audit.lost} and not kept. Thread-safe.
 */
final class Denials implements AutoCloseable {
  static final int AT_ONCE = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(Denials.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Pattern SCOPE =
      Pattern.compile("((?:projects|organizations|services)/[^/-][^/]*)(?:/.*)?");

  private final AuditLog log;
  private final Clock clock;
  private final Counter lost;
  private final Runnable stopping;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();
  private Map<Denial, Noted> waiting = new LinkedHashMap<>();

  private record Denial(CallOrigin origin, String principal, Refusal.Denied refusal) {}

  private record Noted(String requestId, Instant first, int times) {
    Noted again() {
      return new Noted(requestId, first, times + 1);
    }
  }

  Denials(AuditLog log, RegionTimer timer, MeterRegistry meters, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.lost =
        Counter.builder("edgewatch.region.audit.lost")
            .description("Refusals that were too many to be kept")
            .register(meters);
    this.stopping = timer.every(SOON, () -> Thread.startVirtualThread(this::write));
  }

  void add(CallOrigin origin, Principal caller, Refusal.Denied refusal, String requestId) {
    Denial denial = new Denial(origin, caller.member(), refusal);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    lock.lock();
    try {
      if (waiting.containsKey(denial) || waiting.size() < AT_ONCE) {
        waiting.compute(
            denial, (same, noted) -> noted == null ? new Noted(requestId, now, 1) : noted.again());
        return;
      }
    } finally {
      lock.unlock();
    }
    lost.increment();
  }

  /** Writes what waits; what cannot be written waits on. */
  void write() {
    if (!writing.tryLock()) {
      return;
    }
    Map<Denial, Noted> taken = taken();
    try {
      if (!taken.isEmpty()) {
        List<LoggedCall> calls = new ArrayList<>();
        taken.forEach((denial, noted) -> calls.add(entry(denial, noted)));
        log.add(calls);
      }
    } catch (RuntimeException unreachable) {
      LOG.warn("{} refusals are not audited yet: {}", taken.size(), unreachable.getMessage());
      giveBack(taken);
    } finally {
      writing.unlock();
    }
  }

  private Map<Denial, Noted> taken() {
    lock.lock();
    try {
      Map<Denial, Noted> taken = waiting;
      waiting = new LinkedHashMap<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Map<Denial, Noted> taken) {
    lock.lock();
    try {
      Map<Denial, Noted> later = waiting;
      waiting = new LinkedHashMap<>(taken);
      later.forEach(
          (denial, noted) -> {
            if (waiting.size() < AT_ONCE || waiting.containsKey(denial)) {
              waiting.merge(
                  denial,
                  noted,
                  (one, other) -> new Noted(one.requestId, one.first, one.times + other.times));
            } else {
              lost.increment();
            }
          });
    } finally {
      lock.unlock();
    }
  }

  private static LoggedCall entry(Denial denial, Noted noted) {
    Refusal.Denied refusal = denial.refusal;
    ActivityLog.Builder entry = denial.origin.entry().setCategory(ActivityLog.Category.Rejected);
    entry.getAuthenticationBuilder().setPrincipal(denial.principal);
    if (!refusal.permission().isEmpty()) {
      entry.getAuthorizationBuilder().addDeniedPermissions(refusal.permission());
    }
    entry.getResourceBuilder().setName(refusal.scope());
    entry.putLabels(AuditLabels.REQUEST_ID, noted.requestId);
    if (noted.times > 1) {
      entry.putLabels(AuditLabels.TIMES, Integer.toString(noted.times));
    }
    entry
        .addEventsBuilder()
        .getExitBuilder()
        .setStatus(
            Status.newBuilder()
                .setCode(Code.PERMISSION_DENIED.value())
                .setMessage(refusal.message()));
    return new LoggedCall(0, scope(refusal.scope()), entry.build().toByteString(), noted.first);
  }

  /** Empty for what belongs to no project, organization or service. */
  private static String scope(String name) {
    Matcher matcher = SCOPE.matcher(name);
    return matcher.matches() ? matcher.group(1) : "";
  }

  @Override
  public void close() {
    stopping.run();
    write();
  }
}
