package dev.edgewatch.resource;

import java.time.Duration;
import java.util.List;

/**
 * Why a request is not carried out. A refusal is made where the knowledge is and translated once:
 * to {@code google.rpc.Status} at a region's gate, to a notification in the console.
 *
 * <p>Every message names the bad value and what was expected, as in {@code page_size is -3;
 * expected 0 to 1000}. A message never holds a stack trace, SQL or a class name.
 */
public sealed interface Refusal {

  /** One sentence for a person. */
  String message();

  /** A stable word for programs, upper snake case, for example {@code PAGE_SIZE_OUT_OF_RANGE}. */
  String reason();

  /** The request is wrong whatever the state of the system: {@code INVALID_ARGUMENT}. */
  record Invalid(String reason, String message, List<Violation> violations) implements Refusal {
    public Invalid {
      violations = List.copyOf(violations);
    }
  }

  /**
   * One bad field of a request; {@code field} is its path, {@code position} the offset in the text
   * or -1.
   */
  record Violation(String field, String description, int position) {}

  /** Nothing of that name exists, or the caller may not know whether it does: {@code NOT_FOUND}. */
  record NotFound(String message, String name) implements Refusal {
    @Override
    public String reason() {
      return "NOT_FOUND";
    }
  }

  /** A resource of that name exists already: {@code ALREADY_EXISTS}. */
  record AlreadyExists(String message, String name) implements Refusal {
    @Override
    public String reason() {
      return "ALREADY_EXISTS";
    }
  }

  /** Somebody else was faster, or the conditional state did not hold: {@code ABORTED}. */
  record Conflict(String reason, String message, String name) implements Refusal {}

  /**
   * The state of the system forbids it, for example references that block a deletion: {@code
   * FAILED_PRECONDITION}.
   */
  record Precondition(String reason, String message, List<String> blockers) implements Refusal {
    public Precondition {
      blockers = List.copyOf(blockers);
    }
  }

  /** The caller is not who it says, or says nothing: {@code UNAUTHENTICATED}. */
  record Unauthenticated(String reason, String message) implements Refusal {}

  /** The caller may not: {@code PERMISSION_DENIED}. */
  record Denied(String permission, String scope, String message) implements Refusal {
    @Override
    public String reason() {
      return "PERMISSION_DENIED";
    }
  }

  /** Too much at once: {@code RESOURCE_EXHAUSTED}, to be tried again after {@code retryAfter}. */
  record Overload(String message, Duration retryAfter) implements Refusal {
    @Override
    public String reason() {
      return "OVERLOAD";
    }
  }

  /** The request itself is too large: {@code RESOURCE_EXHAUSTED}; trying again does not help. */
  record TooLarge(String message) implements Refusal {
    @Override
    public String reason() {
      return "TOO_LARGE";
    }
  }

  /** A part of the system does not answer: {@code UNAVAILABLE}. */
  record Unavailable(String reason, String message, Duration retryAfter) implements Refusal {}

  /** The contract knows it, this system does not offer it: {@code UNIMPLEMENTED}. */
  record Unsupported(String reason, String message) implements Refusal {}

  /**
   * Strictly no refusal: it was begun, and whether it was carried out is not known. Repeating it
   * under the same request id tells.
   */
  record Unsettled(Cause cause, String message) implements Refusal {

    /** What came in between. */
    public enum Cause {
      /** A connection broke before the answer: {@code UNAVAILABLE}. */
      OUTCOME_UNKNOWN,
      /** It took too long: {@code DEADLINE_EXCEEDED}. */
      DEADLINE_EXCEEDED,
      /** Something failed that must not fail: {@code INTERNAL}. */
      INTERNAL
    }

    @Override
    public String reason() {
      return cause.name();
    }
  }

  /** This refusal as an exception, to be thrown where it is found. */
  default RefusalException exception() {
    return new RefusalException(this);
  }

  /**
   * Bytes that are not what they should be. What the decoder says of them is not passed on: it
   * speaks of its classes.
   *
   * @param what should be there, with its article
   */
  static RefusalException undecodable(String field, String what) {
    return invalid(
        "MESSAGE_MALFORMED", field, what + " cannot be decoded; expected its protobuf encoding");
  }

  /** Shorthand for the most frequent refusal: one bad field. */
  static RefusalException invalid(String reason, String field, String message) {
    return new Invalid(reason, message, List.of(new Violation(field, message, -1))).exception();
  }
}
