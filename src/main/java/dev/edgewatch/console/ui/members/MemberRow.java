package dev.edgewatch.console.ui.members;

import dev.edgewatch.access.MemberKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One who can reach a project or organization, with the roles he has from one place.
 *
 * @param key stable for as long as he has roles from there
 * @param member member string of the bindings
 * @param called what people call him
 * @param under e-mail or what else tells him from others of that name; may be empty
 * @param roles at least one
 * @param seen when a region last took note of him, if that is known
 */
record MemberRow(
    String key,
    MemberKind kind,
    String member,
    String called,
    String under,
    List<Held> roles,
    Optional<Instant> seen,
    Origin origin) {

  MemberRow {
    roles = List.copyOf(roles);
  }

  /**
   * A role, as a binding gives it.
   *
   * @param binding full name
   * @param only what narrows it, in words; empty for nothing
   * @param since when it was given, if that is known
   */
  record Held(String binding, String role, String title, String only, Optional<Instant> since) {}

  /** Where roles come from. */
  sealed interface Origin {
    /** They were given in the project or organization itself. */
    record Here(Tenant tenant) implements Origin {}

    /** They were given in an organization above, and are managed there. */
    record Above(String organization, String title) implements Origin {}

    /** A group has them that he is in. */
    record OfGroup(String member, String title) implements Origin {}
  }

  boolean isManagedHere() {
    return origin instanceof Origin.Here;
  }

  /** Whether all words stand somewhere in the row. */
  boolean matches(String words) {
    String row =
        (called + " " + under + " " + String.join(" ", roles.stream().map(Held::title).toList()))
            .toLowerCase(java.util.Locale.ROOT);
    return List.of(words.toLowerCase(java.util.Locale.ROOT).strip().split("\\s+", -1)).stream()
        .allMatch(row::contains);
  }
}
