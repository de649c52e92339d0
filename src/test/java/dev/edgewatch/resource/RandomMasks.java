package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random masks of any type, short paths more often than long ones. */
final class RandomMasks {
  private static final List<String> KEYS = List.of("a", "b", "k", "prod");

  /** Which paths may occur. */
  enum Paths {
    ALL,
    NOT_THROUGH_LISTS,
    WHOLE_MAPS_AND_LISTS
  }

  private final RandomGenerator random;
  private final Paths allowed;

  RandomMasks(RandomGenerator random, Paths allowed) {
    this.random = random;
    this.allowed = allowed;
  }

  Mask next(Descriptor root) {
    List<FieldPath> paths = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      paths.add(path(root, FieldPath.root(root)));
    }
    return Mask.of(root, paths.stream().map(FieldPath::text).toList());
  }

  private FieldPath path(Descriptor message, FieldPath start) {
    FieldDescriptor field = message.getFields().get(random.nextInt(message.getFields().size()));
    PathSegment segment = new PathSegment(field, key(field));
    FieldPath path = start.child(segment);
    boolean entered = random.nextInt(3) > 0 && PathSegment.canEnter(segment.valueField());
    boolean wholeMap = field.isMapField() && segment.key() == null;
    boolean closedList = segment.isList() && allowed != Paths.ALL;
    if (!entered
        || wholeMap
        || closedList
        || segment.valueField().getMessageType().getFields().isEmpty()) {
      return path;
    }
    return path(segment.valueField().getMessageType(), path);
  }

  private @org.jspecify.annotations.Nullable Object key(FieldDescriptor field) {
    boolean whole =
        !field.isMapField() || allowed == Paths.WHOLE_MAPS_AND_LISTS || random.nextBoolean();
    return whole ? null : PathSegment.parseKey(field, KEYS.get(random.nextInt(KEYS.size())));
  }
}
