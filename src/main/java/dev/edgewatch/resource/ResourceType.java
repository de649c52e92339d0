package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.edgewatch.api.annotations.ResourceDeclaration;
import java.util.List;

/**
 * A declared type of resource. Built by the {@link Catalog} from the options on its message; immutable and thread-safe.
 * Types are equal when they are the same object.
 */
public final class ResourceType {
  // skeleton; the kernel replaces the bodies

  /** Domain of the owning service, {@code devices.edgelq.com}. */
  public String service() { throw new UnsupportedOperationException(); }

  /** Simple name, {@code Device}. */
  public String simpleName() { throw new UnsupportedOperationException(); }

  /** Service and simple name, {@code devices.edgelq.com/Device}; unique in a catalog and the key in the store. */
  public String fullName() { throw new UnsupportedOperationException(); }

  /** Collection word, lower camel, {@code devices}. */
  public String plural() { throw new UnsupportedOperationException(); }

  public Descriptor descriptor() { throw new UnsupportedOperationException(); }

  public ResourceDeclaration declaration() { throw new UnsupportedOperationException(); }

  public Message defaultInstance() { throw new UnsupportedOperationException(); }

  public Parser<? extends Message> parser() { throw new UnsupportedOperationException(); }

  public List<NamePattern> patterns() { throw new UnsupportedOperationException(); }

  /** Whether names of this type carry a region. */
  public boolean regional() { throw new UnsupportedOperationException(); }

  /** Parses a full name, wildcards allowed; refuses with INVALID_ARGUMENT what satisfies no pattern. */
  public ResourceName parseName(String text) { throw new UnsupportedOperationException(); }

  /** Parses a parent (wildcards allowed); the empty text is the parent of types with a root pattern. */
  public ParentName parseParent(String text) { throw new UnsupportedOperationException(); }

  /** The value of the name field of a resource of this type. */
  public String nameOf(Message resource) { throw new UnsupportedOperationException(); }
}
