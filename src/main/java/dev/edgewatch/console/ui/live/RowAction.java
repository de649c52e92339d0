package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveRow;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that can be done to one row, in the row's menu.
 *
 * @param key for robots: {@code row-menu-<key>}
 * @param kind whether it is drawn as a danger
 * @param whyNot why it is drawn as something that cannot be done; choosing it still acts, to say
 *     more
 */
public record RowAction(
    String key, String words, Kind kind, Optional<String> whyNot, Consumer<LiveRow> action) {

  public RowAction(String key, String words, Kind kind, Consumer<LiveRow> action) {
    this(key, words, kind, Optional.empty(), action);
  }

  /** How much of a danger it is. */
  public enum Kind {
    USUAL,
    DANGER
  }
}
