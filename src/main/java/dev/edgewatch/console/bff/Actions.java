package dev.edgewatch.console.bff;

import com.google.protobuf.Message;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a person does: each method is one call to the region that owns the resource, with that
 * person's token. Returns at once; the future is completed on another thread and never
 * exceptionally. The answer closes the dialog, nothing more: the screen changes because the watch
 * says so.
 */
public interface Actions {

  /**
   * The region that will carry out a write of this name or parent; empty when it is not known,
   * which is then refused.
   */
  Optional<String> regionOf(ResourceType type, String nameOrParent);

  CompletableFuture<Outcome> create(ResourceType type, String parent, Message resource);

  /**
   * Sends only {@code paths} of {@code edited}, on the condition that they still are as in {@code
   * base}; otherwise the outcome is refused with {@code Refusal.Conflict}.
   */
  CompletableFuture<Outcome> update(
      ResourceType type, Message base, Message edited, List<String> paths);

  CompletableFuture<Outcome> delete(ResourceType type, String name);

  /**
   * Why the regions do not offer a method that the type declares, in their words; empty as long as
   * none has said so.
   */
  Optional<String> notOffered(ResourceType type, StandardMethod method);
}
