package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;

/** What a list says of itself, with the words for its type. */
record ListWords(ResourceType type) {
  String title() {
    return TypeNames.title(type);
  }

  String none() {
    return text("list.none", many());
  }

  String noneSentence() {
    return text("list.none.sentence");
  }

  /** While it is not known how many there are. */
  String noMatch() {
    return text("list.nomatch.any", many());
  }

  String noMatch(long all) {
    return text("list.nomatch", all, many());
  }

  String failed() {
    return text("list.failed.sentence", many());
  }

  private String many() {
    return TypeNames.many(type);
  }
}
