package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiPageTest {
  @Test
  void thePageAboutTheApiListsWhatIsNotOfferedAndNothingElse() throws Exception {
    String page = Files.readString(Path.of("docs/api.md"));
    String[] listed =
        NotOffered.list().reasons().entrySet().stream()
            .map(method -> "| `" + method.getKey() + "` | " + method.getValue() + " |")
            .toArray(String[]::new);
    assertThat(page.lines().filter(line -> line.startsWith("| `ntt.")))
        .containsExactlyInAnyOrder(listed);
  }
}
