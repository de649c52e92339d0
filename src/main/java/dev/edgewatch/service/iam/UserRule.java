package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.own.HeldEmail;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.iam.EmailHolders;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.WriteRule;
import dev.edgewatch.region.Writing;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.Locale;
import java.util.Optional;

/** An e-mail address belongs to one user; it is kept in lower case. */
record UserRule(ResourceType type) implements WriteRule {
  @Override
  public Creation creating(Writing writing, Message body) {
    User user = lowered((User) body);
    take(writing, user.getEmail());
    return Creation.of(user);
  }

  @Override
  public Message updating(Writing writing, Message before, Message after) {
    String was = ((User) before).getEmail();
    User user = lowered((User) after);
    if (!was.equals(user.getEmail())) {
      holderRow(writing.session(), was)
          .filter(held -> held.getUser().equals(writing.name().text()))
          .ifPresent(held -> writing.session().delete(writing.session().require(nameOf(held))));
      take(writing, user.getEmail());
    }
    return user;
  }

  private static ResourceName nameOf(HeldEmail held) {
    return EmailHolders.TYPE.parseName(held.getName());
  }

  private static User lowered(User user) {
    return user.toBuilder().setEmail(user.getEmail().toLowerCase(Locale.ROOT)).build();
  }

  private static void take(Writing writing, String email) {
    if (email.isEmpty()) {
      return;
    }
    Optional<HeldEmail> held = holderRow(writing.session(), email);
    if (held.isEmpty()) {
      writing
          .session()
          .create(
              EmailHolders.nameOf(email),
              HeldEmail.newBuilder().setUser(writing.name().text()).build());
    } else if (!held.get().getUser().equals(writing.name().text())) {
      throw new Refusal.AlreadyExists(
              "another user has the e-mail address; expected one that nobody has",
              held.get().getUser())
          .exception();
    }
  }

  /** Who has an address; empty for no address and for one that nobody has. */
  static Optional<HeldEmail> holderRow(MethodSession session, String email) {
    return email.isEmpty()
        ? Optional.empty()
        : session.get(EmailHolders.nameOf(email)).map(row -> row.as(HeldEmail.class));
  }
}
