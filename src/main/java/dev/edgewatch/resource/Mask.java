package dev.edgewatch.resource;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.annotations.ViewDeclaration;
import dev.edgewatch.api.types.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of field paths of one message type, in canonical form: sorted, without paths that another
 * one covers. The operations are those of contract section 5.3. Immutable value.
 */
public final class Mask {
  private static final int MOST_PATHS = 1000;

  private final Descriptor root;

  /** Everything, or fields; never keys. */
  private final Selection selection;

  /** Null when this is everything. */
  private final @Nullable EncodedProjection encodedProjection;

  private Mask(Descriptor root, @Nullable Selection selection) {
    this.root = root;
    this.selection =
        selection == null
            ? Selection.Fields.NONE
            : isEverything(root, selection) ? Selection.WHOLE : selection;
    this.encodedProjection =
        this.selection instanceof Selection.Fields fields ? new EncodedProjection(fields) : null;
  }

  private static boolean isEverything(Descriptor root, Selection selection) {
    return selection instanceof Selection.Fields(var parts)
        && parts.size() == root.getFields().size()
        && parts.values().stream().allMatch(Selection.WHOLE::equals);
  }

  /** Everything. */
  public static Mask all(Descriptor root) {
    return new Mask(root, Selection.WHOLE);
  }

  /** Nothing. */
  public static Mask none(Descriptor root) {
    return new Mask(root, null);
  }

  /**
   * These paths; no paths give the empty mask. Refuses unknown paths, {@code *}, and more than 1000
   * paths.
   */
  public static Mask of(Descriptor root, List<String> paths) {
    if (paths.size() > MOST_PATHS) {
      throw refused("a mask has " + paths.size() + " paths; expected at most " + MOST_PATHS);
    }
    if (paths.contains("*")) {
      throw refused("a mask has the path '*'; expected field paths, or no mask for everything");
    }
    return ofPaths(root, paths.stream().map(path -> FieldPath.parse(root, path)).toList());
  }

  public static Mask of(Descriptor root, String... paths) {
    return of(root, List.of(paths));
  }

  /** Paths that were parsed before. */
  public static Mask ofPaths(Descriptor root, List<FieldPath> paths) {
    return new Mask(root, Selection.of(paths));
  }

  /**
   * Like {@link #of}: an empty field mask gives the empty mask, what that means is up to the
   * request.
   */
  public static Mask parse(Descriptor root, FieldMask mask) {
    return of(root, mask.getPathsList());
  }

  /**
   * The mask a view and a field mask select together (contract section 5.1); always holds the name.
   * A view that the type does not declare counts as none.
   */
  public static Mask ofView(ResourceType type, View view, FieldMask fieldMask) {
    Descriptor root = type.descriptor();
    Optional<List<String>> viewPaths =
        switch (view) {
          case UNSPECIFIED -> Optional.empty();
          case NAME, BASIC, DETAIL -> declared(type, view);
          case FULL -> Optional.of(List.of());
          case UNRECOGNIZED ->
              throw refused("view is not known; expected NAME, BASIC, DETAIL or FULL");
        };
    boolean nothingGiven = viewPaths.isEmpty() && fieldMask.getPathsCount() == 0;
    if (view == View.FULL || nothingGiven) {
      return all(root);
    }
    List<String> paths = new ArrayList<>(List.of("name"));
    viewPaths.ifPresent(paths::addAll);
    return of(root, paths).union(parse(root, fieldMask));
  }

  private static Optional<List<String>> declared(ResourceType type, View view) {
    Optional<List<String>> paths =
        type.declaration().getViewsList().stream()
            .filter(declaration -> declaration.getView() == view)
            .findFirst()
            .map(ViewDeclaration::getPathsList)
            .map(List::copyOf);
    return view == View.NAME ? Optional.of(paths.orElse(List.of("name"))) : paths;
  }

  private static RefusalException refused(String message) {
    return Refusal.invalid("MASK_INVALID", "field_mask", message);
  }

  /**
   * The sorted paths; everything is written as all fields, because an empty field mask on the wire
   * would say nothing.
   */
  public FieldMask toProto() {
    FieldMask.Builder mask = FieldMask.newBuilder();
    paths().forEach(path -> mask.addPaths(path.text()));
    return mask.build();
  }

  public boolean isAll() {
    return selection == Selection.WHOLE;
  }

  public boolean isEmpty() {
    return selection.equals(Selection.Fields.NONE);
  }

  /** The type of message this masks. */
  public Descriptor root() {
    return root;
  }

  /** In the order of their texts; the fields of the message when this is everything. */
  public List<FieldPath> paths() {
    FieldPath start = FieldPath.root(root);
    List<FieldPath> paths =
        isAll()
            ? root.getFields().stream().map(start::child).toList()
            : Selection.paths(selection, start);
    return paths.stream().sorted(Comparator.comparing(FieldPath::text)).toList();
  }

  public Mask union(Mask other) {
    return new Mask(root, Selection.union(selection, other.selection));
  }

  /** A path inside one of this mask leaves its siblings; a key of a whole map has no effect. */
  public Mask subtract(Mask other) {
    return new Mask(root, Selection.subtract(selection, other.selection, root));
  }

  /** Whether every path of {@code other} is covered by this mask. */
  public boolean covers(Mask other) {
    return Selection.covers(selection, other.selection);
  }

  /** Whether the two have a path in common, or one a path inside a path of the other. */
  public boolean intersects(Mask other) {
    return Selection.intersects(selection, other.selection);
  }

  /**
   * A copy of the message that holds only what the mask names; the message itself when the mask is
   * everything. Messages of which nothing is left are left out.
   */
  public Message project(Message message) {
    return selection instanceof Selection.Fields fields
        ? SelectionProjection.project(message, fields)
        : message;
  }

  /**
   * The encoding of what {@link #project(Message)} gives of an encoded message, made without
   * decoding it; fields unknown to this program are left out, unless the mask is everything.
   */
  public ByteString project(ByteString encoded) {
    return encodedProjection == null ? encoded : encodedProjection.project(encoded);
  }

  /**
   * Overwrites in {@code target} what the mask names with the values of {@code source}, absent ones
   * included. Refuses a mask with a path through a list.
   */
  public void copy(Message source, Message.Builder target) {
    if (selection instanceof Selection.Fields fields) {
      SelectionCopy.requireNoList(fields);
      SelectionCopy.copy(source, fields, target);
    } else {
      target.clear().mergeFrom(source);
    }
  }

  /**
   * The paths at which the two differ semantically, collapsed to the parent when all its fields
   * differ.
   */
  public static Mask diff(Message one, Message other) {
    return new Mask(one.getDescriptorForType(), Differences.between(one, other));
  }

  /** Whether both name the same paths of the same type. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mask mask && root == mask.root && selection.equals(mask.selection);
  }

  @Override
  public int hashCode() {
    return selection.hashCode();
  }

  @Override
  public String toString() {
    return String.join(",", toProto().getPathsList());
  }
}
