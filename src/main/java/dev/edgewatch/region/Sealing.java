package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.Optional;

/**
 * How resources of a type are opened, of which something is sealed where they are stored. They are
 * opened for who gets one by name and asks for these fields, and for an update, which changes what
 * was there; lists, searches and watches, copies and records of changes know them sealed only. What
 * is written is sealed by a {@link WriteRule}. Thread-safe.
 */
public interface Sealing {
  ResourceType type();

  /** The fields that are empty as long as a resource is sealed. */
  Mask sealed();

  /**
   * The resource as it was before it was sealed; the same when nothing of it is. Refuses with
   * FAILED_PRECONDITION when the key is not here any more.
   *
   * @param rows other resources, as those see them who have read this one
   */
  Message opened(Message stored, Rows rows);

  /** Resources by name. */
  @FunctionalInterface
  interface Rows {
    Optional<Resource> get(ResourceName name);
  }
}
