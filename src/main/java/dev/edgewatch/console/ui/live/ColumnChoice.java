package dev.edgewatch.console.ui.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One column as a person wants it; a list of them is the columns that are shown, in their order.
 *
 * @param key of the {@link LiveColumn}
 * @param width in pixels, 0 for the standard width
 */
public record ColumnChoice(String key, int width) {
  private static final int NARROWEST = 48;
  private static final int WIDEST = 1200;

  public ColumnChoice {
    width = width == 0 ? 0 : Math.clamp(width, NARROWEST, WIDEST);
  }

  static ColumnChoice standard(String key) {
    return new ColumnChoice(key, 0);
  }

  /** {@code name,status:240,region}: what {@link #parse} reads. */
  static String text(List<ColumnChoice> choices) {
    return choices.stream()
        .map(one -> one.width == 0 ? one.key : one.key + ":" + one.width)
        .collect(Collectors.joining(","));
  }

  /** Anything may stand there; a width that is no number is the standard one. */
  static List<ColumnChoice> parse(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(ColumnChoice::one)
        .toList();
  }

  private static ColumnChoice one(String part) {
    int colon = part.indexOf(':');
    if (colon < 0) {
      return standard(part);
    }
    try {
      int width = Integer.parseInt(part.substring(colon + 1));
      return new ColumnChoice(part.substring(0, colon), Math.max(0, width));
    } catch (NumberFormatException noWidth) {
      return standard(part.substring(0, colon));
    }
  }

  /**
   * The columns a choice stands for: those that cannot be hidden first, then the chosen ones, or
   * the standard ones when nothing is chosen. Unknown and repeated ones are left out.
   */
  static List<ColumnChoice> shown(List<LiveColumn> columns, List<ColumnChoice> chosen) {
    Map<String, LiveColumn> known =
        columns.stream().collect(Collectors.toMap(LiveColumn::key, Function.identity()));
    Stream<ColumnChoice> always =
        columns.stream()
            .filter(column -> column.presence() == LiveColumn.Presence.ALWAYS)
            .map(column -> find(chosen, column.key()).orElseGet(() -> standard(column.key())));
    Stream<ColumnChoice> others =
        chosen.isEmpty()
            ? columns.stream().filter(LiveColumn::standard).map(one -> standard(one.key()))
            : chosen.stream().filter(one -> known.containsKey(one.key()));
    List<ColumnChoice> shown = new ArrayList<>();
    Stream.concat(always, others)
        .filter(one -> find(shown, one.key()).isEmpty())
        .forEach(shown::add);
    return List.copyOf(shown);
  }

  static Optional<ColumnChoice> find(List<ColumnChoice> choices, String key) {
    return choices.stream().filter(one -> one.key.equals(key)).findFirst();
  }
}
