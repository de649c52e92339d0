package dev.edgewatch.region;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.edgewatch.resource.standard.RefusalStatus;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every refusal is like (AIP-193): a code that blames the caller, one {@code ErrorInfo} of our
 * domain, at most one of each other detail, and nothing of how we are made.
 */
final class Manners {
  /** What is never the caller's fault. */
  private static final Set<Code> OURS =
      EnumSet.of(
          Code.INTERNAL,
          Code.UNKNOWN,
          Code.DATA_LOSS,
          Code.UNAVAILABLE,
          Code.DEADLINE_EXCEEDED,
          Code.CANCELLED);

  private static final Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]+[A-Z0-9]");

  /** Traces, classes, files, statements. */
  private static final Pattern INNARDS =
      Pattern.compile(
          "Exception|\\tat |dev\\.edgewatch\\.|dev/edgewatch|java\\.|jdk\\.|com\\.google\\.|io\\.grpc|"
              + "org\\.postgresql|\\.java\\b|SQL|\\bSELECT |\\bINSERT |\\bUPDATE [a-z]+ SET|"
              + "CodedInputStream|/(?:home|tmp|usr|var|work)/");

  /** What is too large is refused by gRPC itself, before it is a message. */
  private static final String TOO_LARGE = "exceeds maximum size";

  private Manners() {}

  /** What is wrong with how a call ended; a call that was answered is all right. */
  static Optional<String> complaint(Ending ending) {
    if (ending.isAnswered()) {
      return Optional.empty();
    }
    Code code = ending.status().getCode();
    com.google.rpc.Status told =
        StatusProto.fromStatusAndTrailers(ending.status(), ending.trailers());
    if (OURS.contains(code)) {
      return Optional.of("ended with " + ending.status());
    }
    if (INNARDS.matcher(told.toString()).find()) {
      return Optional.of("tells how we are made: " + told);
    }
    if (told.getMessage().contains(TOO_LARGE)) {
      return code == Code.RESOURCE_EXHAUSTED ? Optional.empty() : Optional.of(told.toString());
    }
    return details(told.getDetailsList()).map(wrong -> wrong + ": " + told);
  }

  private static Optional<String> details(List<Any> details) {
    Set<String> seen = new HashSet<>();
    for (Any detail : details) {
      if (!seen.add(detail.getTypeUrl())) {
        return Optional.of("has a detail twice");
      }
    }
    List<ErrorInfo> reasons =
        details.stream().filter(one -> one.is(ErrorInfo.class)).map(Manners::errorInfo).toList();
    if (reasons.size() != 1) {
      return Optional.of("has " + reasons.size() + " reasons");
    }
    boolean ours = reasons.getFirst().getDomain().equals(RefusalStatus.DOMAIN);
    return ours && REASON.matcher(reasons.getFirst().getReason()).matches()
        ? Optional.empty()
        : Optional.of("has no reason of ours");
  }

  private static ErrorInfo errorInfo(Any detail) {
    try {
      return detail.unpack(ErrorInfo.class);
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
  }
}
