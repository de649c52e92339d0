package dev.edgewatch.iam;

import dev.edgewatch.api.iam.own.HeldEmail;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which user each e-mail address belongs to: the first one who came with it. Somebody else with the
 * same address does not get what is bound to it, because addresses are given away again, and who a
 * person is says the issuer by the subject. Kept current by the change feed; thread-safe.
 */
public final class EmailHolders implements AutoCloseable {
  public static final ResourceType TYPE = ApiKeyHashes.CATALOG.type("iam.edgelq.com/HeldEmail");
  private static final int ID_LENGTH = 32;

  private final Map<String, String> users = new ConcurrentHashMap<>();
  private final ChangeFeed.Subscription subscription;

  public EmailHolders(ChangeFeed feed) {
    this.subscription =
        feed.follow(
            TYPE, "", row -> users.put(row.name(), row.as(HeldEmail.class).getUser()), this::apply);
  }

  private void apply(CommittedTransaction transaction) {
    for (Change change : transaction.changes()) {
      if (change.after() == null) {
        users.remove(change.name());
      } else {
        users.put(change.name(), change.after().as(HeldEmail.class).getUser());
      }
    }
  }

  /** Name of the row that says who has an address. */
  public static ResourceName nameOf(String email) {
    return TYPE.parseName("heldEmails/" + Sha256.hex(email.toLowerCase(Locale.ROOT)));
  }

  /**
   * Name of the row of a person: the same in every region, as it follows from what the issuer calls
   * him.
   */
  public static String userOf(String issuer, String subject) {
    return "users/" + Sha256.hex(issuer + "\n" + subject).substring(0, ID_LENGTH);
  }

  /** The person, without an address that belongs to somebody else. */
  Principal.User withOwnEmail(Principal.User person) {
    boolean isForeign =
        person
            .email()
            .map(email -> users.get(nameOf(email).text()))
            .filter(user -> !user.equals(userOf(person.issuer(), person.subject())))
            .isPresent();
    return isForeign
        ? new Principal.User(person.issuer(), person.subject(), java.util.Optional.empty())
        : person;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
