package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Which fields somebody may have meant. */
final class Nearest {
  private static final int LISTED = 6;

  private Nearest() {}

  /** The fields of a message, those most like a name first. */
  static String words(String name, Descriptor message) {
    List<String> fields =
        message.getFields().stream()
            .map(field -> field.getName())
            .sorted(Comparator.comparingInt(field -> distance(name, field)))
            .toList();
    String listed = fields.stream().limit(LISTED).collect(Collectors.joining(", "));
    return fields.size() > LISTED ? listed + text("and.more", fields.size() - LISTED) : listed;
  }

  /** Levenshtein's: how many characters to add, take away or replace. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
