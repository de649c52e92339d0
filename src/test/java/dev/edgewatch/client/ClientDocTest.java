package dev.edgewatch.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/client.md shows is code that is compiled. */
class ClientDocTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleIsCompiled() throws IOException {
    String compiled =
        spaced(Files.readString(Path.of("src/test/java/dev/edgewatch/client/ClientExamples.java")));
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("docs/client.md")))
            .results()
            .map(example -> spaced(example.group(1)))
            .toList();

    assertThat(examples).hasSizeGreaterThan(5);
    assertThat(examples).allSatisfy(example -> assertThat(compiled).contains(example));
  }

  /** Line breaks and indentation do not matter. */
  private static String spaced(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
