package dev.edgewatch.service.iam;

import dev.edgewatch.api.iam.v1.MemberAssignment;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import dev.edgewatch.store.WriteContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the rows of assignments in this region what {@link Assignments} says, whatever made them
 * differ: bindings and scopes that came, changed and went, also while the region was down, and
 * people who change or delete the rows themselves. Works behind the change feed and until the feed
 * has shown that a row is right, because a session may see a moment less than the feed has told.
 * Several nodes may do the same at once: they write the same.
 */
final class AssignmentKeeper implements AutoCloseable {
  static final List<String> SCOPES =
      List.of("iam.edgelq.com/Project", "iam.edgelq.com/Organization", "meta.goten.com/Service");

  private static final Logger LOG = LoggerFactory.getLogger(AssignmentKeeper.class);
  private static final Duration LOOKED_AT_AGAIN = Duration.ofSeconds(1);
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);
  private static final int AT_ONCE = 100;

  private final Region region;
  private final ResourceEdits edits;
  private final Assignments assignments;
  private final ResourceType type;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("assignments").factory());
  private final List<ChangeFeed.Subscription> subscriptions = new ArrayList<>();

  /** Those that may be wrong; all of them are at the start. */
  private final Set<String> doubtful = new LinkedHashSet<>();

  private boolean loading = true;
  private volatile boolean stopping;

  AssignmentKeeper(Region region, ResourceEdits edits, Assignments assignments) {
    this.region = region;
    this.edits = edits;
    this.assignments = assignments;
    this.type = region.catalog().type("iam.edgelq.com/MemberAssignment");
  }

  /** Loads what there is and begins. */
  AssignmentKeeper start() {
    for (String scope : SCOPES) {
      follow(region.catalog().type(scope), "", assignments::putScope, assignments::removeScope);
    }
    follow(
        region.catalog().type("iam.edgelq.com/RoleBinding"),
        "",
        assignments::putBinding,
        assignments::removeBinding);
    follow(type, "regions/" + region.id() + "/", assignments::putRow, assignments::removeRow);
    // Told last, when all of a transaction is known: a row that came with its binding is right.
    subscriptions.add(region.feed().observe(transaction -> work()));
    synchronized (doubtful) {
      loading = false;
    }
    look(assignments.all());
    return this;
  }

  private void follow(
      ResourceType followed,
      String prefix,
      Function<Resource, Set<String>> put,
      Function<String, Set<String>> remove) {
    subscriptions.add(
        region
            .feed()
            .follow(
                followed,
                prefix,
                loaded -> {
                  var _ = put.apply(loaded);
                },
                transaction -> doubt(touched(transaction, put, remove))));
  }

  private static Set<String> touched(
      CommittedTransaction transaction,
      Function<Resource, Set<String>> put,
      Function<String, Set<String>> remove) {
    Set<String> touched = new LinkedHashSet<>();
    for (Change change : transaction.changes()) {
      touched.addAll(
          change.after() == null ? remove.apply(change.name()) : put.apply(change.after()));
    }
    return touched;
  }

  private void look(Collection<String> names) {
    doubt(names);
    work();
  }

  private void doubt(Collection<String> names) {
    synchronized (doubtful) {
      doubtful.addAll(names);
    }
  }

  /** Returns at once. */
  private void work() {
    synchronized (doubtful) {
      if (!doubtful.isEmpty() && !loading && !stopping) {
        worker.execute(this::settleAll);
      }
    }
  }

  private void settleAll() {
    for (List<String> some = next(); !some.isEmpty() && !stopping; some = next()) {
      settle(some);
    }
  }

  private List<String> next() {
    synchronized (doubtful) {
      List<String> some = doubtful.stream().limit(AT_ONCE).toList();
      some.forEach(doubtful::remove);
      return some;
    }
  }

  private void settle(List<String> names) {
    List<String> wrong = names.stream().filter(name -> !assignments.isRight(name)).toList();
    if (wrong.isEmpty()) {
      return;
    }
    try {
      write(wrong);
      later(LOOKED_AT_AGAIN, wrong);
    } catch (RefusalException refused) {
      if (wrong.size() > 1) {
        wrong.forEach(name -> settle(List.of(name)));
      } else {
        LOG.info("{} is not written now: {}", wrong.getFirst(), refused.refusal().message());
        later(AFTER_REFUSAL, wrong);
      }
    } catch (RuntimeException failed) {
      LOG.warn("assignments are not written now", failed);
      later(AFTER_REFUSAL, wrong);
    }
  }

  private void later(Duration pause, List<String> names) {
    region.timer().after(pause, () -> look(names));
  }

  private void write(List<String> names) {
    WriteContext context = new WriteContext("region:" + region.id(), UUID.randomUUID().toString());
    edits.inSession(
        context,
        session -> {
          session.batchGet(type, names);
          names.forEach(name -> write(session, type.parseName(name)));
          return names.size();
        });
  }

  private void write(MethodSession session, ResourceName name) {
    Optional<Resource> row = session.get(name);
    Optional<MemberAssignment> wanted = assignments.wanted(name.text());
    if (wanted.isPresent() && row.isPresent()) {
      MemberAssignment present = row.get().as(MemberAssignment.class);
      session.replace(row.get(), AssignmentContent.put(wanted.get(), present));
    } else if (wanted.isPresent()) {
      session.create(name, wanted.get());
    } else {
      row.ifPresent(session::delete);
    }
  }

  @Override
  public void close() {
    synchronized (doubtful) {
      stopping = true;
    }
    subscriptions.forEach(ChangeFeed.Subscription::close);
    worker.close();
  }
}
