package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.store.WriteContext;
import java.util.function.UnaryOperator;

/**
 * How methods of a service change a resource of this region: with the same metadata, ownership
 * rules and limits as the standard update, and output-only fields included. Thread-safe; blocks.
 */
@FunctionalInterface
public interface ResourceEdits {

  /**
   * Reads, edits and saves in one session. An edit that changes nothing writes nothing. Refuses
   * with NOT_FOUND when there is nothing to edit.
   *
   * @param edit may be called several times
   * @return where the change is visible
   */
  Position edit(WriteContext context, ResourceName name, UnaryOperator<Message> edit);
}
