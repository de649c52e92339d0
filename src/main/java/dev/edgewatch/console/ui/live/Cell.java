package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a cell is drawn: a Lit template over values that the server computes, so that a row costs
 * text and no components.
 *
 * @param template expressions read {@code item.<property>}
 * @param properties computed with the UI's lock, for loaded rows only; values are strings, numbers,
 *     booleans, lists or maps
 */
public record Cell(String template, Map<String, Function<LiveRow, @Nullable Object>> properties) {

  public static Cell of(String template) {
    return new Cell(template, Map.of());
  }

  /** Text in the ground colour; an empty one reads {@code nothing}, quietly. */
  public static Cell text(
      String classes, String nothing, Function<LiveRow, @Nullable Object> text) {
    return of("${item.text ? html`<span class=\"ellip %s\" title=\"${item.text}\">${item.text}</span>` : html`<span class=\"t3\">%s</span>`}"
            .formatted(classes, nothing))
        .with("text", text);
  }

  public Cell with(String property, Function<LiveRow, @Nullable Object> value) {
    var more = new LinkedHashMap<>(properties);
    more.put(property, value);
    return new Cell(template, more);
  }
}
