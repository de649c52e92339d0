package dev.edgewatch.console.ui.copy;

import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Parts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A short text in one of the languages of {@link RequestTexts}, with a little colour. */
final class CodeText {
  private static final Pattern WORD =
      Pattern.compile(
          "(?<key>\"[a-z_]+\"(?=\\s*:))|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"|'[^'\\n]*')"
              + "|(?<comment>// [^\\n]*)|(?<number>\\b\\d+\\b)|(?<keyword>\\b(?:var|new|grpcurl|cuttle)\\b)");

  private CodeText() {}

  static void show(Pre block, String text) {
    block.removeAll();
    Matcher words = WORD.matcher(text);
    int behind = 0;
    while (words.find()) {
      if (words.start() > behind) {
        block.add(new Span(text.substring(behind, words.start())));
      }
      block.add(Parts.span(kind(words), words.group()));
      behind = words.end();
    }
    block.add(new Span(text.substring(behind)));
  }

  private static String kind(Matcher word) {
    if (word.group("string") != null) {
      return "s";
    }
    if (word.group("number") != null) {
      return "n";
    }
    return word.group("comment") != null ? "d" : "k";
  }
}
