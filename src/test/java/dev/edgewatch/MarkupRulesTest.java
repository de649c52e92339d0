package dev.edgewatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No text of anybody becomes markup or a script (X02): what is given to the browser to be read as
 * such stands in the program as it is. {@link HouseRulesTest} has what can be seen in classes.
 */
class MarkupRulesTest {
  private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final String CONSTANT =
      "[A-Z][A-Z_]+|Icon\\.svg\\(" + LITERAL + ", " + LITERAL + "\\)";

  /** Literals and constants, put together or not, up to the end of the argument. */
  private static final Pattern AS_IT_IS =
      Pattern.compile(
          "\\s*(?:%1$s|%2$s)(?:\\s*\\+\\s*(?:%1$s|%2$s))*\\s*[,)]".formatted(LITERAL, CONSTANT));

  private static final Pattern SCRIPT = Pattern.compile("\\b(?:executeJs|executeJavaScript)\\(");
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "LitRenderer\\.(?:<\\w+>)?of\\(|\\bCell\\.of\\(|new Cell\\(|\\brenderer\\((?=[A-Z\"])");
  private static final Pattern MARKUP =
      Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeStatic|srcdoc");

  @Test
  void scriptsAreWrittenAsTheyAreAndTakeValuesAsParameters() throws IOException {
    assertThat(written(SCRIPT, AS_IT_IS)).isEmpty();
  }

  @Test
  void templatesAreWrittenAsTheyAreAndTakeValuesAsProperties() throws IOException {
    assertThat(written(TEMPLATE, AS_IT_IS))
        .containsOnlyKeys(
            // The door itself: templates are looked at where they are given to it.
            "console/ui/live/Cell.java",
            "console/ui/live/GridColumns.java",
            "console/ui/members/InvitationGrid.java",
            "console/ui/members/MemberGrid.java",
            // The collection word of a type, which is letters and digits or no type at all.
            "console/ui/resource/FieldCells.java");
  }

  @Test
  void markupIsSetForSymbolsAndNumbersOnly() throws IOException {
    assertThat(written(MARKUP, Pattern.compile("(?!)")))
        .containsOnlyKeys(
            // A symbol of the program.
            "console/ui/part/Icon.java",
            // How many rows, in the words of the program.
            "console/ui/live/RegionSegment.java");
  }

  /** What follows a pattern and is not allowed there, by file. */
  private static Map<String, List<String>> written(Pattern door, Pattern allowed)
      throws IOException {
    var found = new TreeMap<String, List<String>>();
    Path java = Path.of("src/main/java/dev/edgewatch");
    List<Path> sources = new ArrayList<>(sources(java));
    sources.addAll(sources(Path.of("frontend")));
    for (Path source : sources) {
      String text = Files.readString(source);
      List<String> others =
          door.matcher(text)
              .results()
              .filter(hit -> !allowed.matcher(text).region(hit.end(), text.length()).lookingAt())
              .map(hit -> around(text, hit))
              .toList();
      if (!others.isEmpty()) {
        found.put(
            source.startsWith(java) ? java.relativize(source).toString() : source.toString(),
            others);
      }
    }
    return found;
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(MarkupRulesTest::isSource).toList();
    }
  }

  private static boolean isSource(Path path) {
    String name = path.toString();
    return !name.contains("generated") && (name.endsWith(".java") || name.endsWith(".ts"));
  }

  private static String around(String text, MatchResult hit) {
    return text.substring(hit.start(), Math.min(hit.end() + 80, text.length()));
  }
}
