package dev.edgewatch.service.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.iam.EmailHolders;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of people. The region that controls the access service makes one when it first sees a
 * token of somebody, and looks at it again once an hour; the others have copies. The name follows
 * from issuer and subject, so it is one row whoever sees him first. An address that belongs to
 * somebody else already is not written into it. Thread-safe.
 */
final class UserRows {
  private static final Logger LOG = LoggerFactory.getLogger(UserRows.class);
  private static final Duration LOOKED_AT = Duration.ofHours(1);
  private static final Duration FRESH = Duration.ofDays(1);
  private static final int REMEMBERED = 100_000;

  private final Region region;
  private final ResourceEdits edits;
  private final ResourceType type;
  private final Cache<Principal.User, Boolean> seen =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(LOOKED_AT).build();

  UserRows(Region region, ResourceEdits edits) {
    this.region = region;
    this.edits = edits;
    this.type = region.catalog().type("iam.edgelq.com/User");
  }

  /** Somebody has called. Returns at once; his row is made beside the call. */
  void saw(CallContext context) {
    if (context.principal() instanceof Principal.User person
        && seen.asMap().putIfAbsent(person, true) == null) {
      Thread.ofVirtual().name("user-row").start(() -> write(context, person));
    }
  }

  private void write(CallContext context, Principal.User person) {
    try {
      edits.inSession(context.writeContext(), session -> current(session, person));
    } catch (RefusalException refused) {
      if (!(refused.refusal() instanceof Refusal.Precondition)) {
        seen.invalidate(person);
        LOG.info("the row of a user is not written now: {}", refused.refusal().message());
      }
    } catch (RuntimeException failed) {
      seen.invalidate(person);
      LOG.warn("the row of a user is not written now", failed);
    }
  }

  /** The caller as a person; refuses programs. */
  Principal.User person(CallContext context) {
    if (context.principal() instanceof Principal.User person) {
      return person;
    }
    throw new Refusal.Precondition(
            "NOT_A_PERSON",
            context.principal().member() + " is not a person; expected the token of one",
            java.util.List.of())
        .exception();
  }

  ResourceName nameOf(Principal.User person) {
    return type.parseName(EmailHolders.userOf(person.issuer(), person.subject()));
  }

  /** The row of a person as this region knows it. */
  Optional<User> find(Principal.User person) {
    return region.watches().get(type, nameOf(person).text()).map(row -> row.as(User.class));
  }

  /** The row of a person, made when there is none and brought up to date with his token. */
  Resource current(MethodSession session, Principal.User person) {
    ResourceName name = nameOf(person);
    Optional<String> email = person.email().filter(text -> isFree(session, text, name));
    Optional<Resource> found = session.get(name);
    if (found.isEmpty()) {
      return session.create(name, fresh(person, email));
    }
    User before = found.get().as(User.class);
    User.Builder after = before.toBuilder();
    email.ifPresent(text -> after.setEmail(text).setEmailVerified(true));
    boolean same = after.build().equals(before);
    return same && isFresh(before)
        ? found.get()
        : session.replace(found.get(), after.setRefreshedTime(now()).build());
  }

  boolean isFree(MethodSession session, String email, ResourceName user) {
    return UserRule.holderRow(session, email)
        .filter(held -> !held.getUser().equals(user.text()))
        .isEmpty();
  }

  private User fresh(Principal.User person, Optional<String> email) {
    User.Builder user =
        User.newBuilder()
            .setAuthInfo(
                User.AuthInfo.newBuilder().setProvider(person.issuer()).setId(person.subject()))
            .setRefreshedTime(now());
    email.ifPresent(text -> user.setEmail(text).setEmailVerified(true));
    return user.build();
  }

  private boolean isFresh(User user) {
    return Timestamps.toMillis(user.getRefreshedTime())
        > region.clock().instant().minus(FRESH).toEpochMilli();
  }

  Timestamp now() {
    return ProtoTimes.timestamp(region.clock().instant());
  }

  ResourceType type() {
    return type;
  }
}
