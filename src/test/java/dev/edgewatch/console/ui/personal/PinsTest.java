package dev.edgewatch.console.ui.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PinsTest {
  private final Kept kept = new Kept();

  @Test
  void aPinIsKeptUntilItIsTakenOut() {
    Pins pins = new Pins(kept);
    kept.answer();

    pins.toggle("b");
    pins.toggle("a");
    assertThat(pins.pinned()).containsExactly("b", "a");
    assertThat(kept.texts).containsEntry("pinned-projects", "b,a");

    pins.toggle("b");
    assertThat(kept.texts).containsEntry("pinned-projects", "a");
  }

  @Test
  void theProjectOneWasInLastComesFirstAndOnlyFiveAreKept() {
    kept.texts.put("recent-projects", "a,b,c,d,e");
    Pins pins = new Pins(kept);
    kept.answer();

    pins.enter("c");
    pins.enter("f");

    assertThat(pins.recent()).containsExactly("f", "c", "a", "b", "d");
  }

  @Test
  void whatIsEnteredBeforeTheSettingsAreReadDoesNotReplaceThem() {
    kept.texts.put("recent-projects", "a");
    Pins pins = new Pins(kept);

    pins.enter("b");
    assertThat(kept.texts).containsEntry("recent-projects", "a");
    kept.answer();

    assertThat(pins.recent()).containsExactly("b", "a");
    assertThat(kept.texts).containsEntry("recent-projects", "b,a");
  }

  /** Answers when it is told to. */
  private static final class Kept implements PersonalSettings {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Consumer<String>> asked = new LinkedHashMap<>();

    void answer() {
      asked.forEach((key, then) -> then.accept(texts.getOrDefault(key, "")));
    }

    @Override
    public void read(String key, Consumer<String> then) {
      asked.put(key, then);
    }

    @Override
    public void write(String key, String value) {
      texts.put(key, value);
    }
  }
}
