package dev.edgewatch.watch;

import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.TextLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words somebody searches for. A resource is found when each of them begins a word of one of
 * the type's declared search fields, whatever the case ({@code docs/decisions}, search). Words are
 * runs of letters and digits; of a name only the last id counts, because all resources of a project
 * share the rest. Immutable.
 */
record SearchPhrase(List<String> words, List<FieldPath> fields) {
  private static final int LONGEST = 1024;

  static final SearchPhrase NONE = new SearchPhrase(List.of(), List.of());

  static SearchPhrase parse(ResourceType type, String phrase) {
    TextLength.require("phrase", phrase, LONGEST);
    List<String> words = words(phrase);
    if (words.isEmpty()) {
      return NONE;
    }
    return new SearchPhrase(
        words,
        type.declaration().getSearch().getFieldsList().stream()
            .map(path -> FieldPath.parse(type.descriptor(), path))
            .toList());
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /** The same for phrases that find the same. */
  String text() {
    return String.join(" ", words);
  }

  /** Whether all that this finds another one finds too: each of its words begins one of these. */
  boolean isWithin(SearchPhrase other) {
    return other.words.stream()
        .allMatch(word -> words.stream().anyMatch(own -> own.startsWith(word)));
  }

  boolean matches(Message resource) {
    if (words.isEmpty()) {
      return true;
    }
    List<String> found = new ArrayList<>();
    for (FieldPath field : fields) {
      for (Object value : field.values(resource)) {
        String text = value.toString();
        found.addAll(
            words(field.text().equals("name") ? text.substring(text.lastIndexOf('/') + 1) : text));
      }
    }
    return words.stream()
        .allMatch(word -> found.stream().anyMatch(candidate -> candidate.startsWith(word)));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i <= lower.length(); i++) {
      boolean inWord = i < lower.length() && Character.isLetterOrDigit(lower.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        words.add(lower.substring(start, i));
        start = -1;
      }
    }
    return words;
  }
}
