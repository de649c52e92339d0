package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.WatchManyResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stateless watch has said so far: the state machine of contract section 6.5. Used by one
 * thread at a time.
 *
 * <p>Rows and token change only after the listener has taken what is new, so what it failed to take
 * comes again.
 */
final class WatchedRows {
  private final ResourceType type;
  private final Watcher.Listener listener;
  private Map<String, ByteString> rows = new LinkedHashMap<>();
  private boolean everSynced;
  private boolean inSync;
  private String resumeToken = "";

  /**
   * What arrived since the last current message: while not in sync a snapshot, else a change set.
   */
  private Map<String, Watcher.RowChange> pending = new LinkedHashMap<>();

  WatchedRows(ResourceType type, Watcher.Listener listener) {
    this.type = type;
    this.listener = listener;
  }

  /** Where the next stream goes on; empty to start over. */
  String resumeToken() {
    return resumeToken;
  }

  /**
   * Takes one message and says whether it completed a set, so that rows and token are as in the
   * region.
   */
  boolean accept(WatchManyResponse message) {
    if (message.isHardReset()) {
      startOver();
      return false;
    }
    if (message.isSoftReset()) {
      pending = new LinkedHashMap<>();
      return false;
    }
    if (message.snapshotSize() >= 0) {
      checkSize(message.snapshotSize());
    }
    message.changes().changes().forEach(this::collect);
    if (message.isCurrent()) {
      complete();
      resumeToken = message.resumeToken().isEmpty() ? resumeToken : message.resumeToken();
    }
    return message.isCurrent();
  }

  /**
   * What is not complete is void; without a token deletions would go unnoticed, so then only a
   * snapshot helps.
   */
  void disconnected() {
    pending = new LinkedHashMap<>();
    inSync = inSync && !resumeToken.isEmpty();
  }

  private void startOver() {
    pending = new LinkedHashMap<>();
    inSync = false;
    resumeToken = "";
  }

  private void collect(ResourceChange change) {
    switch (change) {
      case ResourceChange.Current(var resource) -> put(resource);
      case ResourceChange.Added(var resource, _) -> put(resource);
      case ResourceChange.Modified(_, var resource, _, _) -> put(resource);
      case ResourceChange.Removed(var name, _) ->
          pending.put(name, new Watcher.RowChange.Removed(name));
    }
  }

  private void put(ByteString resource) {
    String name = EncodedResources.name(type, resource);
    pending.put(name, new Watcher.RowChange.Put(name, resource));
  }

  private void complete() {
    if (inSync) {
      List<Watcher.RowChange> changes = pending.values().stream().filter(this::isNews).toList();
      tell(changes);
      changes.forEach(change -> apply(change, rows));
    } else {
      Map<String, ByteString> snapshot = new LinkedHashMap<>();
      pending.values().forEach(change -> apply(change, snapshot));
      if (everSynced) {
        tell(differencesTo(snapshot));
      } else {
        listener.synced(Map.copyOf(snapshot));
      }
      rows = snapshot;
    }
    pending = new LinkedHashMap<>();
    inSync = true;
    everSynced = true;
  }

  private void tell(List<Watcher.RowChange> changes) {
    if (!changes.isEmpty()) {
      listener.changed(changes);
    }
  }

  private boolean isNews(Watcher.RowChange change) {
    return switch (change) {
      case Watcher.RowChange.Put(var name, var resource) -> !resource.equals(rows.get(name));
      case Watcher.RowChange.Removed(var name) -> rows.containsKey(name);
    };
  }

  private List<Watcher.RowChange> differencesTo(Map<String, ByteString> snapshot) {
    List<Watcher.RowChange> differences = new ArrayList<>();
    snapshot.forEach(
        (name, resource) -> differences.add(new Watcher.RowChange.Put(name, resource)));
    rows.keySet().stream()
        .filter(name -> !snapshot.containsKey(name))
        .forEach(name -> differences.add(new Watcher.RowChange.Removed(name)));
    return differences.stream().filter(this::isNews).toList();
  }

  private static void apply(Watcher.RowChange change, Map<String, ByteString> rows) {
    switch (change) {
      case Watcher.RowChange.Put(var name, var resource) -> rows.put(name, resource);
      case Watcher.RowChange.Removed(var name) -> rows.remove(name);
    }
  }

  private void checkSize(long expected) {
    if (!inSync) {
      return;
    }
    long held = rows.size() + pending.values().stream().mapToLong(this::growth).sum();
    if (held != expected) {
      startOver();
      throw new Refusal.Unavailable(
              "SNAPSHOT_SIZE_MISMATCH",
              "the watch holds " + held + " rows; expected " + expected + ", so it starts over",
              Duration.ofSeconds(1))
          .exception();
    }
  }

  private int growth(Watcher.RowChange change) {
    boolean known = rows.containsKey(change.name());
    return switch (change) {
      case Watcher.RowChange.Put ignored -> known ? 0 : 1;
      case Watcher.RowChange.Removed ignored -> known ? -1 : 0;
    };
  }
}
