package dev.edgewatch.access;

import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whom a member string means (contract section 11.3). */
public enum MemberKind {
  ALL_USERS("allUsers", false),
  ALL_AUTHENTICATED_USERS("allAuthenticatedUsers", false),
  USER("user", true),
  SERVICE_ACCOUNT("serviceAccount", true),
  GROUP("group", true),
  DOMAIN("domain", true);

  private final String word;
  private final boolean named;

  MemberKind(String word, boolean named) {
    this.word = word;
    this.named = named;
  }

  /**
   * The kind of a member string.
   *
   * @throws dev.edgewatch.resource.RefusalException INVALID_ARGUMENT when it is no member
   */
  public static MemberKind of(String member) {
    return Arrays.stream(values())
        .filter(kind -> kind.isKindOf(member))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "MEMBER_INVALID",
                    "member",
                    "member is " + Quoted.of(member) + "; expected one of " + forms()));
  }

  /** {@code user}, {@code allUsers}. */
  public String word() {
    return word;
  }

  /** The member string of this kind, {@code user:ann@acme.example}. */
  public String member(String name) {
    return named ? word + ":" + name : word;
  }

  /** What {@link #member} was made of, {@code ann@acme.example}; empty for another kind. */
  public Optional<String> nameIn(String member) {
    return isKindOf(member)
        ? Optional.of(named ? member.substring(word.length() + 1) : "")
        : Optional.empty();
  }

  private boolean isKindOf(String member) {
    return named
        ? member.startsWith(word + ":") && member.length() > word.length() + 1
        : member.equals(word);
  }

  private static String forms() {
    return Arrays.stream(values())
        .map(kind -> kind.named ? kind.word + ":…" : kind.word)
        .collect(Collectors.joining(", "));
  }
}
