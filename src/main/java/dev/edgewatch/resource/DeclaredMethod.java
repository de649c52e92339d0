package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.api.annotations.Callers;
import dev.edgewatch.api.annotations.Executor;
import dev.edgewatch.api.annotations.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * A custom method as its options declare it: what it is about, who may call it and which region
 * carries it out. Built by the {@link Catalog}; immutable.
 *
 * @param descriptor as declared, with the types of its messages
 * @param service domain of the service it belongs to, {@code devices.edgelq.com}
 * @param verb last word of its permission, {@code heartbeat}
 * @param type the type its permission is of; empty when the permission is the verb alone
 * @param scope where the request names the project, organization or service on which the permission
 *     is asked; empty when it is asked on the subject
 * @param region where the request holds the region's id, for the executor NAMED
 * @param readOnly whether it changes nothing
 */
public record DeclaredMethod(
    MethodDescriptor descriptor,
    String service,
    String verb,
    Optional<ResourceType> type,
    Subject subject,
    Optional<FieldPath> scope,
    Callers callers,
    Executor executor,
    Optional<FieldPath> region,
    Transaction transaction,
    boolean readOnly) {

  /** What a call is about. */
  public sealed interface Subject {

    /** Resources, by the names at a path of the request. */
    record Named(FieldPath path) implements Subject {}

    /** What is below the parents at a path of the request. */
    record Below(FieldPath path) implements Subject {}

    /** Nothing that the request names. */
    record Whole() implements Subject {}
  }

  /** As gRPC names methods, {@code ntt.devices.v1.DeviceService/Heartbeat}. */
  public String fullName() {
    return descriptor.getService().getFullName() + "/" + descriptor.getName();
  }

  /** {@code Heartbeat}. */
  public String simpleName() {
    return descriptor.getName();
  }

  /** {@code devices.heartbeat}, or {@code provisionHardware}. */
  public String permission() {
    return type.map(known -> known.plural() + "." + verb).orElse(verb);
  }

  /** The texts at a path of a request; one empty text when there is nothing. */
  public static List<String> texts(FieldPath path, Message request) {
    List<String> texts = path.values(request).stream().map(String::valueOf).distinct().toList();
    return texts.isEmpty() ? List.of("") : texts;
  }

  @Override
  public String toString() {
    return fullName();
  }
}
