package dev.edgewatch.client;

import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import java.util.Optional;

/** How a write ended. That the outcome is unknown is a result of its own, never a failure. */
public sealed interface WriteResult {

  /** Region that was asked. */
  String region();

  /**
   * What the repetition of a write under the same request id ({@link
   * dev.edgewatch.routing.ForwardContext#once}) tells of an attempt whose outcome is unknown. Only
   * what the region decided about the request itself settles it: when it was not asked or did not
   * look at it, the first attempt may still have been carried out.
   */
  static WriteResult settled(Unknown first, WriteResult repetition) {
    return switch (repetition) {
      case Done done -> done;
      case Unknown again -> again;
      case Refused refused ->
          switch (refused.refusal()) {
            case Refusal.Unavailable away -> first;
            case Refusal.Unsettled open -> first;
            case Refusal.Overload busy -> first;
            case Refusal.Unauthenticated nobody -> first;
            case Refusal decided -> refused;
          };
    };
  }

  /**
   * Carried out and durable.
   *
   * @param resource what the region answered; empty after a deletion and when no body was asked for
   * @param position where the write is visible; empty when the region does not tell
   */
  record Done(String region, Optional<Resource> resource, Optional<Position> position)
      implements WriteResult {}

  /** Not carried out: the region refused, or was never reached. */
  record Refused(String region, Refusal refusal) implements WriteResult {}

  /**
   * The request was sent, and no answer came. It may have been carried out, or still be. Repeating
   * it with the same request id tells; so does a watch.
   */
  record Unknown(String region, String message) implements WriteResult {}
}
