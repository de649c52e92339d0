package dev.edgewatch.resource.standard;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Refusal.Unsettled.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Refusals as they travel: {@code google.rpc.Status} with one {@code ErrorInfo} and at most one of
 * each other detail (AIP-193). What {@link #encode} writes, {@link #decode} reads back, but for
 * what was left unsettled, which looks as if the server did not answer; statuses of other servers
 * become the nearest refusal. A status travels as metadata, of which clients take 8 KiB, so long
 * texts are cut.
 */
public final class RefusalStatus {
  /** The domain of our {@code ErrorInfo}s. */
  public static final String DOMAIN = "edgewatch.dev";

  private static final String POSITION = "position.";
  private static final String NAME = "name";
  private static final int LONGEST_MESSAGE = 600;
  private static final int LONGEST_DESCRIPTION = 200;
  private static final int LONGEST_FACT = 256;
  private static final int MOST_VIOLATIONS = 10;
  private static final List<Cause> UNSETTLED = List.of(Cause.values());
  private static final java.time.Duration SOON = java.time.Duration.ofSeconds(1);

  private RefusalStatus() {}

  public static Status encode(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Invalid invalid ->
          status(Code.INVALID_ARGUMENT, refusal, positions(invalid), badRequest(invalid));
      case Refusal.NotFound missing ->
          status(
              Code.NOT_FOUND,
              refusal,
              Map.of(NAME, missing.name()),
              resource(missing.name(), missing.message()));
      case Refusal.AlreadyExists existing ->
          status(
              Code.ALREADY_EXISTS,
              refusal,
              Map.of(NAME, existing.name()),
              resource(existing.name(), existing.message()));
      case Refusal.Conflict conflict ->
          status(Code.ABORTED, refusal, Map.of(NAME, conflict.name()));
      case Refusal.Precondition precondition ->
          status(Code.FAILED_PRECONDITION, refusal, Map.of(), preconditionFailure(precondition));
      case Refusal.Unauthenticated ignored -> status(Code.UNAUTHENTICATED, refusal, Map.of());
      case Refusal.Denied denied ->
          status(
              Code.PERMISSION_DENIED,
              refusal,
              Map.of("permission", denied.permission(), "scope", denied.scope()));
      case Refusal.Overload overload ->
          status(Code.RESOURCE_EXHAUSTED, refusal, Map.of(), retry(overload.retryAfter()));
      case Refusal.TooLarge ignored -> status(Code.RESOURCE_EXHAUSTED, refusal, Map.of());
      case Refusal.Unavailable unavailable ->
          status(Code.UNAVAILABLE, refusal, Map.of(), retry(unavailable.retryAfter()));
      case Refusal.Unsettled unsettled -> status(code(unsettled.cause()), refusal, Map.of());
      case Refusal.Unsupported ignored -> status(Code.UNIMPLEMENTED, refusal, Map.of());
    };
  }

  /** The same for a failure that is told within an answer. */
  public static dev.edgewatch.api.rpc.Status inAnswer(Refusal refusal) {
    Status status = encode(refusal);
    return dev.edgewatch.api.rpc.Status.newBuilder()
        .setCode(status.getCode())
        .setMessage(status.getMessage())
        .addAllDetails(status.getDetailsList())
        .build();
  }

  private static Code code(Cause cause) {
    return switch (cause) {
      case OUTCOME_UNKNOWN -> Code.UNAVAILABLE;
      case DEADLINE_EXCEEDED -> Code.DEADLINE_EXCEEDED;
      case INTERNAL -> Code.INTERNAL;
    };
  }

  /** Whether a server made this status from a refusal, so that nothing was carried out. */
  public static boolean isRefusal(Status status) {
    return detail(status, ErrorInfo.class)
        .filter(info -> info.getDomain().equals(DOMAIN))
        .filter(
            info -> UNSETTLED.stream().noneMatch(cause -> cause.name().equals(info.getReason())))
        .isPresent();
  }

  /** The refusal a status says; the nearest one when the status was not made by {@link #encode}. */
  public static Refusal decode(Status status) {
    Optional<ErrorInfo> info = detail(status, ErrorInfo.class);
    Map<String, String> facts = info.map(ErrorInfo::getMetadataMap).orElse(Map.of());
    Code code = Optional.ofNullable(Code.forNumber(status.getCode())).orElse(Code.UNKNOWN);
    String reason = info.map(ErrorInfo::getReason).orElse(code.name());
    String message =
        status.getMessage().isEmpty() ? "the server answered " + code : status.getMessage();
    String name = facts.getOrDefault(NAME, "");
    return switch (code) {
      case INVALID_ARGUMENT, OUT_OF_RANGE ->
          new Refusal.Invalid(reason, message, violations(status, facts));
      case NOT_FOUND -> new Refusal.NotFound(message, name);
      case ALREADY_EXISTS -> new Refusal.AlreadyExists(message, name);
      case ABORTED -> new Refusal.Conflict(reason, message, name);
      case FAILED_PRECONDITION -> new Refusal.Precondition(reason, message, blockers(status));
      case UNAUTHENTICATED -> new Refusal.Unauthenticated(reason, message);
      case PERMISSION_DENIED ->
          new Refusal.Denied(
              facts.getOrDefault("permission", ""), facts.getOrDefault("scope", ""), message);
      case RESOURCE_EXHAUSTED ->
          reason.equals("TOO_LARGE")
              ? new Refusal.TooLarge(message)
              : new Refusal.Overload(message, retryAfter(status));
      case UNIMPLEMENTED -> new Refusal.Unsupported(reason, message);
      case OK,
          CANCELLED,
          UNKNOWN,
          DEADLINE_EXCEEDED,
          INTERNAL,
          UNAVAILABLE,
          DATA_LOSS,
          UNRECOGNIZED ->
          new Refusal.Unavailable(reason, message, retryAfter(status));
    };
  }

  private static Status status(
      Code code, Refusal refusal, Map<String, String> facts, Message... details) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(cut(refusal.message(), LONGEST_MESSAGE));
    ErrorInfo.Builder info = ErrorInfo.newBuilder().setReason(refusal.reason()).setDomain(DOMAIN);
    facts.forEach((fact, value) -> info.putMetadata(fact, cut(value, LONGEST_FACT)));
    status.addDetails(Any.pack(info.build()));
    for (Message detail : details) {
      status.addDetails(Any.pack(detail));
    }
    return status.build();
  }

  private static BadRequest badRequest(Refusal.Invalid invalid) {
    BadRequest.Builder bad = BadRequest.newBuilder();
    invalid.violations().stream()
        .limit(MOST_VIOLATIONS)
        .forEach(
            violation ->
                bad.addFieldViolationsBuilder()
                    .setField(cut(violation.field(), LONGEST_FACT))
                    .setDescription(cut(violation.description(), LONGEST_DESCRIPTION)));
    return bad.build();
  }

  /**
   * Offsets in texts have no place in {@code BadRequest}, so they travel in the error info, by
   * index of the violation.
   */
  private static Map<String, String> positions(Refusal.Invalid invalid) {
    Map<String, String> positions = new TreeMap<>();
    for (int i = 0; i < Math.min(MOST_VIOLATIONS, invalid.violations().size()); i++) {
      int position = invalid.violations().get(i).position();
      if (position >= 0) {
        positions.put(POSITION + i, Integer.toString(position));
      }
    }
    return positions;
  }

  private static List<Refusal.Violation> violations(Status status, Map<String, String> facts) {
    List<BadRequest.FieldViolation> bad =
        detail(status, BadRequest.class).map(BadRequest::getFieldViolationsList).orElse(List.of());
    return IntStream.range(0, bad.size())
        .mapToObj(
            i ->
                new Refusal.Violation(
                    bad.get(i).getField(), bad.get(i).getDescription(), position(facts, i)))
        .toList();
  }

  private static int position(Map<String, String> facts, int violation) {
    try {
      return Integer.parseInt(facts.getOrDefault(POSITION + violation, "-1"));
    } catch (NumberFormatException notOurs) {
      return -1;
    }
  }

  private static ResourceInfo resource(String name, String description) {
    return ResourceInfo.newBuilder()
        .setResourceName(cut(name, LONGEST_FACT))
        .setDescription(cut(description, LONGEST_DESCRIPTION))
        .build();
  }

  private static PreconditionFailure preconditionFailure(Refusal.Precondition precondition) {
    PreconditionFailure.Builder failure = PreconditionFailure.newBuilder();
    precondition.blockers().stream()
        .limit(MOST_VIOLATIONS)
        .forEach(
            blocker ->
                failure
                    .addViolationsBuilder()
                    .setType(precondition.reason())
                    .setSubject(cut(blocker, LONGEST_FACT)));
    return failure.build();
  }

  private static List<String> blockers(Status status) {
    return detail(status, PreconditionFailure.class)
        .map(PreconditionFailure::getViolationsList)
        .orElse(List.of())
        .stream()
        .map(PreconditionFailure.Violation::getSubject)
        .toList();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  private static RetryInfo retry(java.time.Duration after) {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            Duration.newBuilder().setSeconds(after.getSeconds()).setNanos(after.getNano()))
        .build();
  }

  private static java.time.Duration retryAfter(Status status) {
    return detail(status, RetryInfo.class)
        .map(RetryInfo::getRetryDelay)
        .map(delay -> java.time.Duration.ofSeconds(delay.getSeconds(), delay.getNanos()))
        .orElse(SOON);
  }

  private static <D extends Message> Optional<D> detail(Status status, Class<D> type) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        try {
          return Optional.of(detail.unpack(type));
        } catch (InvalidProtocolBufferException broken) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
