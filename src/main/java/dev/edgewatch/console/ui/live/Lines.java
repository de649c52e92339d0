package dev.edgewatch.console.ui.live;

import com.vaadin.flow.data.provider.AbstractBackEndDataProvider;
import com.vaadin.flow.data.provider.Query;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a live query as a grid reads them. Never waits: what is not loaded yet is a
 * placeholder.
 */
final class Lines extends AbstractBackEndDataProvider<Line, Void> {
  /** Lines kept beyond those that are seen, before old ones are forgotten. */
  private static final int REMEMBERED = 1000;

  private final Map<String, Line> byName = new HashMap<>();
  private @Nullable LiveQuery query;

  void show(LiveQuery next) {
    query = next;
  }

  Optional<Line> line(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Forgets lines, except those that somebody keeps. */
  void prune(Predicate<Line> kept) {
    if (byName.size() > REMEMBERED) {
      byName.values().removeIf(kept.negate());
    }
  }

  @Override
  protected Stream<Line> fetchFromBackEnd(Query<Line, Void> range) {
    LiveQuery source = query;
    if (source == null) {
      return Stream.empty();
    }
    int end = Math.min(range.getOffset() + range.getLimit(), source.size());
    return IntStream.range(range.getOffset(), end).mapToObj(index -> at(source, index));
  }

  @Override
  protected int sizeInBackEnd(Query<Line, Void> range) {
    return query == null ? 0 : query.size();
  }

  private Line at(LiveQuery source, int index) {
    return source.row(index).map(this::shown).orElseGet(() -> new Line(null));
  }

  private Line shown(LiveRow row) {
    Line line = byName.computeIfAbsent(row.name(), name -> new Line(row));
    line.show(row);
    return line;
  }
}
