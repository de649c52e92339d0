package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import dev.edgewatch.access.MemberKind;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.resource.RefusalException;

/** Denials and members in words. */
public final class AccessWords {
  private AccessWords() {}

  /** What is missing, where, and what comes nearest. */
  public static String reason(Verdict.Denied denied) {
    return text("access.takes", Permissions.spoken(denied.permission()), place(denied.object()))
        + " "
        + nearest(denied);
  }

  /** The role that almost allows it, or that there is none. */
  public static String nearest(Verdict.Denied denied) {
    return denied
        .nearest()
        .map(near -> text("access.near", near.role(), near.words()))
        .orElseGet(() -> text("access.none"));
  }

  /** A name, or words for the root and for what nobody has a name for. */
  public static String place(String name) {
    if (name.equals(TenantPlaces.ANY)) {
      return text("access.anorganization");
    }
    return name.isEmpty() ? text("access.everywhere") : name;
  }

  /** What people call a member: {@code ann@acme.example}, {@code group field-west@…}. */
  public static String member(String member) {
    String name = member.substring(member.indexOf(':') + 1);
    try {
      return switch (MemberKind.of(member)) {
        case USER -> name;
        case SERVICE_ACCOUNT -> text("member.account", name);
        case GROUP -> text("member.group", name);
        case DOMAIN -> text("member.domain", name);
        case ALL_AUTHENTICATED_USERS -> text("member.authenticated");
        case ALL_USERS -> text("member.everybody");
      };
    } catch (RefusalException noMember) {
      return member;
    }
  }
}
