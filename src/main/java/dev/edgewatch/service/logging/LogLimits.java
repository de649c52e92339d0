package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import java.util.Map;

/** How much one call and one entry of a log may hold. */
final class LogLimits {
  private static final int ENTRIES = 1_000;
  private static final int PAYLOAD_BYTES = 64 * 1024;
  private static final int LABELS = 64;
  private static final int LABEL = 63;
  private static final int LABEL_VALUE = 256;
  private static final int WORD = 128;

  private LogLimits() {}

  static void requireFew(int entries) {
    if (entries > ENTRIES) {
      throw Refusal.invalid(
          "TOO_MANY", "logs", "there are " + entries + " logs; expected at most " + ENTRIES);
    }
  }

  /** Exactly one payload, of a size that a page of entries can hold. */
  static void requirePayload(Log payload) {
    int set = payload.getAllFields().size();
    if (set != 1) {
      throw refused(
          "payload",
          set + " payloads",
          "one of json_payload, pb_payload, string_payload and bytes_payload");
    }
    if (payload.getSerializedSize() > PAYLOAD_BYTES) {
      throw refused(
          payload.getAllFields().keySet().iterator().next().getName(),
          payload.getSerializedSize() + " bytes",
          "at most " + PAYLOAD_BYTES);
    }
  }

  static void requireFields(SeriesFields fields) {
    requireText(SeriesFields.SERVICE, fields.service(), WORD);
    requireText(SeriesFields.VERSION, fields.version(), WORD);
    if (fields.labels().size() > LABELS) {
      throw refused("labels", fields.labels().size() + " labels", "at most " + LABELS);
    }
    for (Map.Entry<String, String> label : fields.labels().entrySet()) {
      if (label.getKey().isEmpty()) {
        throw refused("labels", "a label without a key", "a key of 1 to " + LABEL + " characters");
      }
      requireText("labels", label.getKey(), LABEL);
      requireText(SeriesFields.LABELS + label.getKey(), label.getValue(), LABEL_VALUE);
    }
  }

  private static void requireText(String field, String text, int longest) {
    if (text.length() > longest) {
      throw refused(field, text.length() + " characters", "at most " + longest);
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw refused(field, Quoted.of(text), "no control characters");
    }
  }

  /** The shape of the message is the contract's, section 2.2. */
  private static RefusalException refused(String field, String value, String expected) {
    return Refusal.invalid(
        "CONTENT_OUT_OF_BOUNDS",
        field,
        "validation error: Log." + field + ": " + value + "; expected " + expected);
  }
}
