package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.access.FieldValues;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.iam.AccessIndex;
import dev.edgewatch.iam.Authenticator;
import dev.edgewatch.iam.Authorizer;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.store.AuditLog;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.Logs;
import dev.edgewatch.store.Store;
import dev.edgewatch.store.Store.Committed;
import dev.edgewatch.store.Store.SessionWork;
import dev.edgewatch.store.WriteContext;
import dev.edgewatch.watch.Watches;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the methods of a region work with. Thread-safe.
 *
 * <p>Reads are answered from what the change feed has delivered. So that a caller finds what was
 * just written, by him or by anybody else over this node, each read first waits until the feed
 * covers the last write that was acknowledged here.
 */
public final class Region {
  private final String id;
  private final Catalog catalog;
  private final Store store;
  private final Watches watches;
  private final AccessIndex access;
  private final Authorizer authorizer;
  private final RegionLimits limits;
  private final RegionTimer timer;
  private final Clock clock;
  private final Authenticator authenticator;
  private final Optional<MailSettings> mail;
  private final SealingKeys sealingKeys;
  private final Sealings sealings = new Sealings();
  private final AtomicReference<Position> written;
  private final AtomicReference<Position> accessWritten;
  private final OpenStreams streams = new OpenStreams();

  Region(
      String id,
      Catalog catalog,
      Store store,
      Watches watches,
      AccessIndex access,
      RegionLimits limits,
      RegionTimer timer,
      Clock clock,
      Authenticator authenticator,
      Optional<MailSettings> mail,
      SealingKeys sealingKeys) {
    this.id = id;
    this.catalog = catalog;
    this.store = store;
    this.watches = watches;
    this.access = access;
    this.authorizer = new Authorizer(access);
    access.onChange(streams::askAgain);
    this.limits = limits;
    this.timer = timer;
    this.clock = clock;
    this.authenticator = authenticator;
    this.mail = mail;
    this.sealingKeys = sealingKeys;
    this.written = new AtomicReference<>(store.feed().position());
    this.accessWritten = new AtomicReference<>(written.get());
  }

  /** {@code us-west2}. */
  public String id() {
    return id;
  }

  public Catalog catalog() {
    return catalog;
  }

  /** For reading only: writes go through {@link ResourceEdits}, so that reads see them. */
  public Watches watches() {
    return watches;
  }

  /** Everything that is committed here, for what has to follow from it. */
  public ChangeFeed feed() {
    return store.feed();
  }

  /** What was done and refused here. */
  public AuditLog audit() {
    return store.audit();
  }

  /** What was logged here. */
  public Logs logs() {
    return store.logs();
  }

  public RegionLimits limits() {
    return limits;
  }

  public RegionTimer timer() {
    return timer;
  }

  public Clock clock() {
    return clock;
  }

  /** Says who stands behind a token. */
  public Authenticator authenticator() {
    return authenticator;
  }

  /** Where mail is sent; empty when none is sent. */
  public Optional<MailSettings> mail() {
    return mail;
  }

  /** By which what is confidential is sealed. */
  public SealingKeys sealingKeys() {
    return sealingKeys;
  }

  Sealings sealings() {
    return sealings;
  }

  Store store() {
    return store;
  }

  /** Writes, see {@link Store#snapshot}; reads that begin when this has returned see it. */
  <T> Committed<T> write(WriteContext context, SessionWork<T> work) {
    return acknowledged(store.snapshot(context, work));
  }

  /** The same for a request that is carried out once, see {@link Store#once}. */
  Committed<ByteString> writeOnce(
      WriteContext context, ByteString digest, SessionWork<ByteString> work) {
    return acknowledged(store.once(context, digest, work));
  }

  private <T> Committed<T> acknowledged(Committed<T> committed) {
    written.accumulateAndGet(committed.position(), (one, other) -> one.covers(other) ? one : other);
    return committed;
  }

  /** Who may what has changed at a position; nobody is let in by what was true before it. */
  void accessWritten(Position position) {
    accessWritten.accumulateAndGet(position, (one, other) -> one.covers(other) ? one : other);
  }

  /**
   * Asks the authorizer once it knows what was written here about who may what, so that nobody is
   * let in by a grant whose end has been acknowledged.
   */
  public <T> T authorized(Function<Authorizer, T> question) {
    awaitAccess();
    try {
      return question.apply(authorizer);
    } catch (RefusalException denied) {
      awaitWritten();
      return question.apply(authorizer);
    }
  }

  /** Refuses what the question refuses, see {@link #authorized}. */
  void ask(Consumer<Authorizer> question) {
    authorized(
        authorizer -> {
          question.accept(authorizer);
          return authorizer;
        });
  }

  /** A position at which everything is visible that has been written here so far. */
  Position latest() {
    return written.get();
  }

  /** What is stored under a name now; nothing is kept at hand for it. */
  public Optional<Resource> read(CallContext context, ResourceName name) {
    return store
        .snapshot(context.writeContext(), session -> session.get(name.type(), name.text()))
        .value();
  }

  /** What is stored of a resource, looked up when a grant depends on it. */
  FieldValues stored(ResourceName name) {
    return path ->
        watches
            .get(name.type(), name.text())
            .flatMap(found -> FieldValues.of(found.message()).at(path));
  }

  /** What of a mask somebody may see of a resource. */
  public Mask shown(Requester requester, ResourceName name, Mask wanted) {
    return FieldAccess.on(this, requester, name).shown(wanted);
  }

  /** What of a mask somebody may see below a parent. */
  public Mask shown(Requester requester, ParentName parent, Mask wanted) {
    return FieldAccess.below(this, requester, parent).shown(wanted);
  }

  /** What everybody holds. */
  public AccessIndex access() {
    return access;
  }

  /**
   * Ends the stream as soon as the authorizer answers the question with a refusal.
   *
   * @param about the name, or the parent, that the question is about; empty for anything
   */
  void whileAuthorized(
      GatedCall<?> stream,
      Principal caller,
      OpenStreams.Asking asking,
      String about,
      Consumer<Authorizer> question) {
    streams.add(stream, caller, asking, ScopeNames.of(about), () -> question.accept(authorizer));
  }

  /**
   * Waits until the region has seen what was written here and what the caller has seen; refuses
   * foreign positions.
   */
  Position settle(CallContext context) {
    context.atLeast().ifPresent(this::awaitPosition);
    return awaitWritten();
  }

  /** Waits until this node has seen what it has written. */
  Position awaitWritten() {
    return awaitDelivered(written.get());
  }

  /** Waits until this node has seen what it has written about who comes in and may what. */
  void awaitAccess() {
    awaitDelivered(accessWritten.get());
  }

  /** Waits until this node has seen what was written up to a position. */
  Position awaitDelivered(Position latest) {
    Position delivered = store.feed().position();
    if (!delivered.covers(latest)) {
      store.await(latest, limits.positionWait());
      return store.feed().position();
    }
    return delivered;
  }

  private void awaitPosition(Position wanted) {
    if (!wanted.region().equals(id)) {
      throw Refusal.invalid(
          "POSITION_FOREIGN",
          "position",
          "position is '" + wanted.text() + "'; expected one of region " + id);
    }
    store.await(wanted, limits.positionWait());
  }
}
