package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What every stored resource must satisfy: bounds of its display name and of its metadata. */
final class ContentLimits {
  private static final int DISPLAY_NAME = 128;
  private static final int LABELS = 64;
  private static final int LABEL = 63;
  private static final int ANNOTATION_BYTES = 256 * 1024;
  private static final int TAGS = 32;
  private static final int TAG = 128;

  private ContentLimits() {}

  static void check(ResourceType type, Message resource) {
    displayName(type, type.displayNameOf(resource));
    Meta metadata = MetadataField.of(type, resource);
    labels(type, metadata.getLabelsMap());
    annotations(type, metadata.getAnnotationsMap());
    tags(type, metadata.getTagsList());
  }

  private static void displayName(ResourceType type, String name) {
    String field =
        type.descriptor().findFieldByName("display_name") != null ? "display_name" : "title";
    int length = name.codePointCount(0, name.length());
    if (length > DISPLAY_NAME) {
      throw refused(type, field, length + " characters; expected at most " + DISPLAY_NAME);
    }
    if (name.codePoints().anyMatch(ContentLimits::isControl)) {
      throw refused(type, field, "control characters in it; expected none");
    }
    if (name.codePoints().anyMatch(ContentLimits::isHidden)) {
      throw refused(type, field, "characters that nobody sees or that turn text around in it");
    }
    if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
      throw refused(type, field, "it is not in Unicode normalization form C");
    }
  }

  private static void labels(ResourceType type, Map<String, String> labels) {
    String field = "metadata.labels";
    if (labels.size() > LABELS) {
      throw refused(type, field, labels.size() + " labels; expected at most " + LABELS);
    }
    labels.forEach(
        (key, value) -> {
          if (key.isEmpty() || key.length() > LABEL) {
            throw refused(
                type, field, "a key of " + key.length() + " characters; expected 1 to " + LABEL);
          }
          if (value.length() > LABEL) {
            throw refused(
                type,
                field + "." + printable(key),
                value.length() + " characters; expected at most " + LABEL);
          }
          if ((key + value).codePoints().anyMatch(ContentLimits::isControl)) {
            throw refused(
                type, field + "." + printable(key), "control characters in it; expected none");
          }
        });
  }

  private static void annotations(ResourceType type, Map<String, String> annotations) {
    String field = "metadata.annotations";
    long bytes =
        annotations.entrySet().stream()
            .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
            .sum();
    if (bytes > ANNOTATION_BYTES) {
      throw refused(type, field, bytes + " characters; expected at most " + ANNOTATION_BYTES);
    }
    if (annotations.containsKey("")) {
      throw refused(type, field, "an empty key; expected a name");
    }
  }

  private static void tags(ResourceType type, List<String> tags) {
    String field = "metadata.tags";
    if (tags.size() > TAGS) {
      throw refused(type, field, tags.size() + " tags; expected at most " + TAGS);
    }
    HashSet<String> seen = new HashSet<>();
    for (String tag : tags) {
      if (tag.isEmpty()
          || tag.length() > TAG
          || tag.codePoints().anyMatch(ContentLimits::isControl)) {
        throw refused(
            type,
            field,
            "tag '" + printable(tag) + "'; expected 1 to " + TAG + " printable characters");
      }
      if (!seen.add(tag)) {
        throw refused(type, field, "tag '" + tag + "' twice; expected each once");
      }
    }
  }

  private static boolean isControl(int codePoint) {
    return Character.getType(codePoint) == Character.CONTROL;
  }

  /**
   * What makes two names look alike that are not, and belongs to no language: bidirectional
   * embedding and isolation, zero-width space, word joiner, byte order mark. Joiners and marks of
   * direction, which languages and emoji need, are none of it.
   */
  private static boolean isHidden(int codePoint) {
    return codePoint == 0x200B
        || codePoint == 0x2060
        || codePoint == 0xFEFF
        || (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  private static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > LABEL ? clean.substring(0, LABEL) + "…" : clean;
  }

  /** The shape of the message is the contract's, section 2.2. */
  private static RefusalException refused(ResourceType type, String field, String what) {
    return Refusal.invalid(
        "CONTENT_OUT_OF_BOUNDS",
        field,
        "validation error: " + type.simpleName() + "." + field + ": " + what);
  }
}
