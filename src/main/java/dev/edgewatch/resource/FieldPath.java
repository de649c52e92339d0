package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;

/** A path to a field of a message, possibly through repeated messages or to one key of a map (contract section 5.2). Immutable. */
public final class FieldPath {
  /** Accepts snake_case, camelCase and kebab-case; refuses unknown segments, saying which and what was expected. */
  public static FieldPath parse(Descriptor root, String text) { throw new UnsupportedOperationException(); }

  /** Canonical form, snake_case. */
  public String text() { throw new UnsupportedOperationException(); }

  /** All values at the path, through arrays; empty when an enclosing message is unset. */
  public List<Object> values(Message message) { throw new UnsupportedOperationException(); }

  /** The value at the path, the first one through arrays; a scalar under an unset message is its default. */
  public Optional<Object> value(Message message) { throw new UnsupportedOperationException(); }

  public boolean isSet(Message message) { throw new UnsupportedOperationException(); }

  /** Sets the value, allocating messages on the way. Unsupported through repeated messages. */
  public void set(Message.Builder message, Object value) { throw new UnsupportedOperationException(); }

  public void clear(Message.Builder message) { throw new UnsupportedOperationException(); }
}
