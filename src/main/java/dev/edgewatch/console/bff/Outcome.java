package dev.edgewatch.console.bff;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import java.time.Duration;
import java.util.Optional;

/** How an action ended. */
public sealed interface Outcome {
  String requestId();

  /** Region that carried it out or refused it. */
  String region();

  /**
   * Accepted and durable.
   *
   * @param position where the write is visible: a list has it when its position of that region
   *     covers this one
   * @param resource the resource as the region answered it; empty after a deletion
   * @param took from the action to the answer, repetition included
   * @param asked how often the region was asked: twice when its first answer got lost
   */
  record Done(
      String requestId,
      String region,
      Optional<Position> position,
      Optional<Message> resource,
      Duration took,
      int asked)
      implements Outcome {

    /** Done with the first answer. */
    public Done(
        String requestId,
        String region,
        Optional<Position> position,
        Optional<Message> resource,
        Duration took) {
      this(requestId, region, position, resource, took, 1);
    }
  }

  /** Refused; nothing was written. */
  record Refused(String requestId, String region, Refusal refusal) implements Outcome {}

  /**
   * The region did not say whether it was carried out, also when it was asked again. Not a failure:
   * the live list will show which.
   */
  record Unknown(String requestId, String region, String message) implements Outcome {}
}
