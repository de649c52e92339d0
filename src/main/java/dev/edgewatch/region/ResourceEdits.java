package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Store.Committed;
import dev.edgewatch.store.WriteContext;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How methods of a service change resources of this region: with the same metadata, ownership rules
 * and limits as the standard update, and output-only fields included. Thread-safe; blocks.
 */
public interface ResourceEdits {

  /**
   * Reads, edits and saves in one session. An edit that changes nothing writes nothing. Refuses
   * with NOT_FOUND when there is nothing to edit.
   *
   * @param edit may be called several times
   * @return where the change is visible
   */
  default Position edit(WriteContext context, ResourceName name, UnaryOperator<Message> edit) {
    return inSession(
            context,
            session -> {
              Resource current = session.require(name);
              return session.replace(current, edit.apply(current.message()));
            })
        .position();
  }

  /**
   * The name that a resource to be created gets (contract sections 1.4 and 2.2), with an id of its
   * own when the body has none.
   *
   * @param parent may be empty when the body has a whole name
   */
  ResourceName newName(ResourceType type, String parent, Message body);

  /**
   * Runs work in a session of its own and commits what it changed. For methods that open their
   * sessions themselves.
   *
   * @param work run again as a whole on a conflict
   */
  <T> Committed<T> inSession(CallContext context, Function<MethodSession, T> work);

  /** The same for what a region does by itself, without a call. */
  <T> Committed<T> inSession(WriteContext context, Function<MethodSession, T> work);
}
