package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.client.Watcher;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.WriteContext;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what one sibling says about one type as copies, byte for byte; rows that are the same
 * already are left alone. What another region owns, this one included, is never touched. Used by
 * one thread at a time.
 */
final class CopyWriter implements Watcher.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(CopyWriter.class);
  private static final int PAGE = 1_000;

  private final Region region;
  private final Consequences consequences;
  private final ResourceType type;
  private final String parent;
  private final String sibling;
  private final Runnable upToDate;

  /** The last write that may not be known yet to who decides. */
  private volatile Optional<Position> unseen = Optional.empty();

  /**
   * @param parent below which the sibling says it; may have wildcards
   * @param upToDate run whenever all that the sibling has said is known here
   */
  CopyWriter(
      Region region,
      Consequences consequences,
      ResourceType type,
      String parent,
      String sibling,
      Runnable upToDate) {
    this.region = region;
    this.consequences = consequences;
    this.type = type;
    this.parent = parent;
    this.sibling = sibling;
    this.upToDate = upToDate;
  }

  @Override
  public void synced(Map<String, ByteString> rows) {
    List<Watcher.RowChange> changes = new ArrayList<>();
    rows.forEach((name, encoded) -> changes.add(new Watcher.RowChange.Put(name, encoded)));
    for (String held : held()) {
      if (!rows.containsKey(held)) {
        changes.add(new Watcher.RowChange.Removed(held));
      }
    }
    changed(changes);
    LOG.info("{} copies of {} from region {}", rows.size(), type.fullName(), sibling);
  }

  @Override
  public void changed(List<Watcher.RowChange> changes) {
    WriteContext context = new WriteContext("region:" + sibling, UUID.randomUUID().toString());
    for (Watcher.RowChange change : changes) {
      unseen =
          Optional.of(
              region
                  .write(
                      context,
                      session -> {
                        write(session, change);
                        return change.name();
                      })
                  .position());
    }
  }

  @Override
  public void current() {
    try {
      unseen.ifPresent(region::awaitDelivered);
      unseen = Optional.empty();
    } catch (RefusalException behind) {
      LOG.warn("copies from region {} are written and not seen yet", sibling);
      return;
    }
    upToDate.run();
  }

  @Override
  public void lost(Refusal why) {
    LOG.warn(
        "copies of {} from region {} are not current: {}", type.fullName(), sibling, why.message());
  }

  private void write(Session session, Watcher.RowChange change) {
    Resource present = session.get(type, change.name()).orElse(null);
    if (present != null && !owner(present).equals(sibling)) {
      LOG.warn(
          "{} belongs to region {} here, and region {} says it is its own",
          present,
          owner(present),
          sibling);
      return;
    }
    switch (change) {
      case Watcher.RowChange.Put(var name, var encoded) -> {
        if (present == null || !present.encoded().equals(encoded)) {
          Resource copy = new Resource(type, name, encoded);
          if (MetadataField.isDeleting(copy)) {
            follow(session, copy);
          }
          session.saveCopy(copy);
        }
      }
      case Watcher.RowChange.Removed(var name) -> {
        if (present != null) {
          follow(session, present);
          session.deleteCopy(type, name);
        }
      }
    }
  }

  /** What depends on it here follows, once its owner has been asked. */
  private void follow(Session session, Resource copy) {
    if (region.catalog().leavesWork(type)) {
      session.save(consequences.unfinished(Key.of(copy), sibling, UUID.randomUUID().toString()));
    }
  }

  private String owner(Resource resource) {
    return MetadataField.of(type, resource.message()).getSyncing().getOwningRegion();
  }

  /** Names of the copies of this sibling that are here. */
  private List<String> held() {
    Filter ofSibling = Filter.parse(type, "metadata.syncing.owning_region = \"" + sibling + "\"");
    Query query = new Query(type, type.parseParent(parent), ofSibling, OrderBy.parse(type, ""));
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      Page page = region.watches().list(query, token, PAGE);
      page.resources().forEach(resource -> names.add(resource.name()));
      token = page.nextToken();
    } while (!token.isEmpty());
    return names;
  }
}
