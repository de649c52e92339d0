package dev.edgewatch.resource.filter;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.util.List;

/** The refusals of this package. */
final class Refused {
  private Refused() {}

  /** A bad filter, with the offset in the text at which it is bad. */
  static RefusalException at(int position, String message) {
    return new Refusal.Invalid(
            "FILTER_INVALID", message, List.of(new Refusal.Violation("filter", message, position)))
        .exception();
  }

  /** A filter that is bad as far as the cause says, at an offset that the cause does not know. */
  static RefusalException at(int position, RefusalException cause) {
    return at(position, cause.refusal().message());
  }

  static RefusalException unsupported(String message) {
    return new Refusal.Unsupported("FILTER_UNSUPPORTED", message).exception();
  }
}
