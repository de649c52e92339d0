package dev.edgewatch.region;

import io.grpc.Status.Code;
import java.util.Arrays;
import java.util.Optional;

/** What must come of a call. However it ends, it does so with {@link Manners}. */
@FunctionalInterface
interface Verdict {
  /** What is wrong with the ending, besides its manners. */
  Optional<String> complaint(Ending ending);

  /** Refused with one of these codes. */
  static Verdict refused(Code... codes) {
    return ending ->
        Arrays.asList(codes).contains(ending.status().getCode())
            ? Optional.empty()
            : Optional.of("expected " + Arrays.toString(codes) + ", not " + ending.status());
  }

  /** The bad value is the caller's own. */
  static Verdict invalid() {
    return refused(Code.INVALID_ARGUMENT);
  }

  static Verdict answered() {
    return refused(Code.OK);
  }

  /** Answered or refused, but nothing failed. */
  static Verdict either() {
    return ending -> Optional.empty();
  }
}
