package dev.edgewatch.resource;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of a field path. */
final class PathParser {
  private static final int DEEPEST = 32;
  private static final int LONGEST = 1024;

  private PathParser() {}

  static List<PathSegment> parse(Descriptor root, String text) {
    if (text.isEmpty()) {
      throw refused(text, "it is empty; expected a field of " + root.getName());
    }
    if (text.length() > LONGEST) {
      throw refused(text, "it has " + text.length() + " characters; expected at most " + LONGEST);
    }
    String[] parts = text.split("\\.", DEEPEST + 1);
    if (parts.length > DEEPEST) {
      throw refused(text, "it is deeper than " + DEEPEST + " segments");
    }
    List<PathSegment> segments = new ArrayList<>(parts.length);
    Descriptor message = root;
    for (int i = 0; i < parts.length; i++) {
      FieldDescriptor field = PathSegment.find(message, parts[i]);
      if (field == null) {
        throw refused(
            text,
            message.getName()
                + " has no field "
                + Quoted.of(parts[i])
                + "; expected "
                + PathSegment.expected(message));
      }
      boolean last = i == parts.length - 1;
      PathSegment segment = new PathSegment(field, null);
      if (!last && field.isMapField()) {
        i++;
        segment = new PathSegment(field, key(text, field, parts[i]));
        last = i == parts.length - 1;
      }
      segments.add(segment);
      if (!last) {
        if (!PathSegment.canEnter(segment.valueField())) {
          throw refused(text, "nothing is below '" + segment.text() + "'");
        }
        message = segment.valueField().getMessageType();
      }
    }
    return segments;
  }

  private static Object key(String text, FieldDescriptor map, String part) {
    Object key = part.isEmpty() ? null : PathSegment.parseKey(map, part);
    if (key == null) {
      throw refused(text, Quoted.of(part) + " is no key of the map " + map.getName());
    }
    return key;
  }

  private static RefusalException refused(String text, String why) {
    return Refusal.invalid("PATH_INVALID", text, "path " + Quoted.of(text) + " is invalid: " + why);
  }
}
