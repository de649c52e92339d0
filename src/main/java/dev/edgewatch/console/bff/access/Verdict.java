package dev.edgewatch.console.bff.access;

import dev.edgewatch.access.Decision.Lack;
import dev.edgewatch.access.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether something is allowed, as far as the console knows. The region decides in any case. */
public sealed interface Verdict {

  /** A binding allows it, or everything is allowed. */
  record Granted() implements Verdict {}

  /**
   * Nothing says that it is denied: the bindings are not known yet, regions do not tell of them, or
   * it depends on what will be in the request.
   */
  record Open() implements Verdict {}

  /**
   * No binding allows it.
   *
   * @param permission full name of what is missing
   * @param object what it was asked for
   * @param scope project or organization of the object; empty for the root
   * @param nearest the binding that almost allows it
   */
  record Denied(String permission, String object, String scope, Optional<Near> nearest)
      implements Verdict {}

  /**
   * A binding that is held, and what keeps it from being enough.
   *
   * @param role its display name, or its id when it has none
   * @param binding full name
   * @param words to follow "the role … is held, but"
   * @param points what was asked against what the binding gives
   */
  record Near(String role, String binding, Lack why, String words, List<Point> points) {
    public Near {
      points = List.copyOf(points);
    }
  }

  /**
   * Whether something is allowed anywhere, of what is known of several places: the first that
   * offers it, else the denial that something which is held comes near to. Of no places nothing is
   * known.
   */
  static Verdict best(List<Verdict> places) {
    return places.stream()
        .min(
            Comparator.comparing(Verdict::isOffered, Comparator.reverseOrder())
                .thenComparing(Verdict::isNear, Comparator.reverseOrder()))
        .orElseGet(Open::new);
  }

  private boolean isNear() {
    return this instanceof Denied denied && denied.nearest().isPresent();
  }

  /** Whether it should be offered. */
  default boolean isOffered() {
    return !(this instanceof Denied);
  }
}
