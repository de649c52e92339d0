package dev.edgewatch.iam;

import dev.edgewatch.api.iam.own.ApiKeyHash;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The keys of service accounts, from the region's own rows and copies of those of other regions,
 * kept current by the change feed. A key counts as long as its account exists. Thread-safe; reading
 * never blocks.
 */
public final class AccountKeys implements AutoCloseable {
  private static final String KEYS = "/serviceAccountKeys/";

  private final ResourceType accountType;
  private final Map<String, ServiceAccount> accounts = new ConcurrentHashMap<>();
  private final NavigableMap<String, ServiceAccountKey> keys = new ConcurrentSkipListMap<>();

  /** Names of keys by the SHA-256 of the API keys. */
  private final Map<String, String> hashes = new ConcurrentHashMap<>();

  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final List<ChangeFeed.Subscription> subscriptions;

  public AccountKeys(Catalog catalog, ChangeFeed feed) {
    this.accountType = catalog.type("iam.edgelq.com/ServiceAccount");
    ResourceType keyType = catalog.type("iam.edgelq.com/ServiceAccountKey");
    this.subscriptions =
        List.of(
            follow(feed, accountType, this::account),
            follow(feed, keyType, this::key),
            follow(feed, ApiKeyHashes.TYPE, this::hash));
  }

  private static ChangeFeed.Subscription follow(
      ChangeFeed feed, ResourceType type, BiConsumer<String, Optional<Resource>> put) {
    return feed.follow(
        type,
        "",
        row -> put.accept(row.name(), Optional.of(row)),
        transaction -> apply(transaction, put));
  }

  private static void apply(
      CommittedTransaction transaction, BiConsumer<String, Optional<Resource>> put) {
    for (Change change : transaction.changes()) {
      put.accept(change.name(), Optional.ofNullable(change.after()));
    }
  }

  private void account(String name, Optional<Resource> row) {
    row.ifPresentOrElse(
        there -> accounts.put(name, there.as(ServiceAccount.class)), () -> accounts.remove(name));
    namesOf(name).forEach(this::tell);
  }

  private void key(String name, Optional<Resource> row) {
    row.ifPresentOrElse(
        there -> keys.put(name, there.as(ServiceAccountKey.class)), () -> keys.remove(name));
    tell(name);
  }

  private void hash(String name, Optional<Resource> row) {
    String hash = name.substring(name.lastIndexOf('/') + 1);
    row.ifPresentOrElse(
        there -> hashes.put(hash, there.as(ApiKeyHash.class).getKey()), () -> hashes.remove(hash));
  }

  private void tell(String key) {
    listeners.forEach(listener -> listener.accept(key));
  }

  private Set<String> namesOf(String account) {
    return keys.subMap(account + KEYS, true, account + KEYS + Character.MAX_VALUE, false).keySet();
  }

  /**
   * The listener is told names of keys that have changed, begun or ceased to count; it must neither
   * block nor throw.
   *
   * @return ends that
   */
  public Runnable onChange(Consumer<String> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** A key by its full name; empty when there is none or its account is gone. */
  public Optional<AccountKey> find(String name) {
    return Optional.ofNullable(keys.get(name)).flatMap(this::ofAccount);
  }

  /** The key that an API key is of. */
  Optional<AccountKey> ofApiKey(String apiKey) {
    // Found by the hash of what was sent, so that what a guess has in common with a key does not
    // show in the time it takes.
    return Optional.ofNullable(hashes.get(Sha256.hex(apiKey)))
        .flatMap(this::find)
        .filter(key -> key.key().getAlgorithm() == ServiceAccountKey.Algorithm.API_KEY);
  }

  /** Names of all keys there are. */
  public List<String> names() {
    return List.copyOf(keys.keySet());
  }

  private Optional<AccountKey> ofAccount(ServiceAccountKey key) {
    String account = key.getName().substring(0, key.getName().indexOf(KEYS));
    return Optional.ofNullable(accounts.get(account))
        .map(
            row ->
                new AccountKey(
                    key, row, ServiceAccountEmails.of(accountType.parseName(row.getName()))));
  }

  @Override
  public void close() {
    subscriptions.forEach(ChangeFeed.Subscription::close);
  }
}
