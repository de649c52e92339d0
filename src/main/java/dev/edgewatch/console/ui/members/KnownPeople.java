package dev.edgewatch.console.ui.members;

import dev.edgewatch.console.bff.People;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who members are, asked again whenever there are others. Used with the UI's lock. */
final class KnownPeople {
  private final People people;
  private final Runnable onDirty;
  private final Map<String, People.Known> known = new ConcurrentHashMap<>();
  private Question asked = new Question(Set.of(), Set.of());

  /** Whether somebody was not told, and is asked for again with the next change. */
  private volatile boolean missed;

  private record Question(Set<String> scopes, Set<String> members) {}

  /**
   * Knows nobody at first.
   *
   * @param onDirty called on any thread when somebody is known
   */
  KnownPeople(People people, Runnable onDirty) {
    this.people = people;
    this.onDirty = onDirty;
  }

  /** Asks who these are, unless they have been asked for. */
  void ask(Set<String> scopes, Set<String> members) {
    Question question = new Question(Set.copyOf(scopes), Set.copyOf(members));
    if (members.isEmpty() || (question.equals(asked) && !missed)) {
      return;
    }
    asked = question;
    missed = false;
    for (String scope : scopes) {
      var _ =
          people
              .in(scope)
              .whenComplete(
                  (found, refused) -> {
                    if (refused == null) {
                      known.putAll(found);
                      onDirty.run();
                    } else {
                      missed = true;
                    }
                  });
    }
  }

  /** By member string. */
  Map<String, People.Known> known() {
    return Map.copyOf(known);
  }
}
