package dev.edgewatch.console.ui.live;

import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.resource.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The writes of this person that the list has not reached yet. Their rows carry a mark until it
 * has, and what waits for a hand is let in for them: nobody is surprised by his own change.
 */
final class OwnWrites {
  private final Consumer<List<String>> redraw;
  private final Map<String, Write> awaited = new HashMap<>();

  private record Write(Position position, Runnable onSeen) {}

  /**
   * @param redraw draws rows of these names again
   */
  OwnWrites(Consumer<List<String>> redraw) {
    this.redraw = redraw;
  }

  void await(String name, Position position, Runnable onSeen) {
    awaited.put(name, new Write(position, onSeen));
    redraw.accept(List.of(name));
  }

  boolean isAwaited(String name) {
    return awaited.containsKey(name);
  }

  void show(LiveQuery query) {
    Map<String, String> positions = query.positions();
    List<String> reached = new ArrayList<>();
    awaited.forEach(
        (name, write) -> {
          if (covers(positions, write.position())) {
            reached.add(name);
          }
        });
    if (!reached.isEmpty()) {
      reached.stream()
          .map(awaited::remove)
          .filter(Objects::nonNull)
          .forEach(write -> write.onSeen().run());
      redraw.accept(reached);
      if (query.holding()) {
        query.letIn();
      }
    } else if (!awaited.isEmpty() && !query.paused() && query.waiting().total() > 0) {
      query.letIn();
    }
  }

  static boolean covers(Map<String, String> positions, Position write) {
    return Optional.ofNullable(positions.get(write.region()))
        .map(Position::parse)
        .filter(at -> at.covers(write))
        .isPresent();
  }
}
