package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.List;

/**
 * A set of field paths of one message type, in canonical form: sorted, without paths that another one covers. The operations
 * are those of contract section 5.3. Immutable.
 */
public final class Mask {
  /** Everything. */
  public static Mask all(Descriptor root) { throw new UnsupportedOperationException(); }

  public static Mask of(Descriptor root, List<String> paths) { throw new UnsupportedOperationException(); }

  public static Mask parse(Descriptor root, FieldMask mask) { throw new UnsupportedOperationException(); }

  public FieldMask toProto() { throw new UnsupportedOperationException(); }

  public boolean isAll() { throw new UnsupportedOperationException(); }

  public boolean isEmpty() { throw new UnsupportedOperationException(); }

  public List<FieldPath> paths() { throw new UnsupportedOperationException(); }

  public Mask union(Mask other) { throw new UnsupportedOperationException(); }

  public Mask subtract(Mask other) { throw new UnsupportedOperationException(); }

  /** Whether every path of {@code other} is covered by this mask. */
  public boolean covers(Mask other) { throw new UnsupportedOperationException(); }

  /** Whether the two have a path in common, or one a path inside a path of the other. */
  public boolean intersects(Mask other) { throw new UnsupportedOperationException(); }

  /** A copy of the message that holds only what the mask names; the message itself when the mask is everything. */
  public Message project(Message message) { throw new UnsupportedOperationException(); }

  /** Overwrites in {@code target} what the mask names with the values of {@code source}, absent ones included. */
  public void copy(Message source, Message.Builder target) { throw new UnsupportedOperationException(); }

  /** The paths at which the two differ semantically, collapsed to the parent when all its fields differ. */
  public static Mask diff(Message one, Message other) { throw new UnsupportedOperationException(); }

  /** Without the paths that are declared output only. */
  public Mask writable() { throw new UnsupportedOperationException(); }

  /** The mask a view and a field mask select together (contract section 5.1); always holds the name. */
  public static Mask ofView(ResourceType type, dev.edgewatch.api.types.View view, FieldMask fieldMask) { throw new UnsupportedOperationException(); }
}
