package dev.edgewatch.store;

import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads from the database, remembers what it read, and keeps the writes for the commit. */
final class RecordingSession implements Session {
  private final Reads tables;
  private final GroupReader rows;
  private final Catalog catalog;
  private final ReferenceFields referenceFields;
  private final Versions versions;

  private final Map<Key, Row> read = new LinkedHashMap<>();
  private final List<ListRead> lists = new ArrayList<>();
  private final Map<Key, Write> writes = new LinkedHashMap<>();
  private final Set<Key> targets = new HashSet<>();
  private int statements;
  private long floor;
  private long version;

  /**
   * @param floor what {@link #version()} has to exceed, known from an attempt that failed
   */
  RecordingSession(
      Reads tables,
      GroupReader rows,
      Catalog catalog,
      ReferenceFields referenceFields,
      Versions versions,
      long floor) {
    this.tables = tables;
    this.rows = rows;
    this.catalog = catalog;
    this.referenceFields = referenceFields;
    this.versions = versions;
    this.floor = floor;
  }

  @Override
  public Optional<Resource> get(ResourceType type, String name) {
    beforeRead();
    Key key = new Key(type.fullName(), name);
    Row row = read.get(key);
    if (row == null) {
      statements++;
      row = remember(key, rows.row(key));
    }
    return row.exists() ? Optional.of(new Resource(type, name, row.data())) : Optional.empty();
  }

  @Override
  public Map<String, Resource> batchGet(ResourceType type, List<String> names) {
    beforeRead();
    List<Key> unknown =
        names.stream()
            .map(name -> new Key(type.fullName(), name))
            .filter(key -> !read.containsKey(key))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      statements++;
      Map<Key, Row> existing = tables.rows(unknown);
      unknown.forEach(key -> remember(key, existing.getOrDefault(key, Row.ABSENT)));
    }
    Map<String, Resource> found = new LinkedHashMap<>();
    for (String name : names) {
      get(type, name).ifPresent(resource -> found.put(name, resource));
    }
    return found;
  }

  @Override
  public List<Resource> list(ResourceType type, String namePrefix) {
    beforeRead();
    statements++;
    Map<String, Row> listed = tables.list(type.fullName(), namePrefix);
    lists.add(new ListRead(type.fullName(), namePrefix, listed));
    List<Resource> found = new ArrayList<>(listed.size());
    listed.forEach(
        (name, row) -> {
          remember(new Key(type.fullName(), name), row);
          found.add(new Resource(type, name, row.data()));
        });
    return found;
  }

  @Override
  public List<String> blockers(ResourceType type, String target, int atMost) {
    beforeRead();
    statements++;
    return tables.blockers(new Key(type.fullName(), target), atMost);
  }

  @Override
  public long version() {
    if (version == 0) {
      version = versions.next(floor);
    }
    return version;
  }

  @Override
  public void save(Resource resource) {
    save(resource, false);
  }

  @Override
  public void saveCopy(Resource resource) {
    save(resource, true);
  }

  private void save(Resource resource, boolean copy) {
    Key key = new Key(resource.type().fullName(), resource.name());
    Set<Reference> references = referenceFields.of(resource);
    Set<Reference> known = knownReferences(key, resource.type());
    if (!copy) {
      references.stream()
          .filter(
              reference ->
                  !known.contains(reference) && catalog.find(reference.target().type()).isPresent())
          .forEach(reference -> targets.add(reference.target()));
    }
    boolean unread = !read.containsKey(key);
    writes.put(
        key,
        new Write.Save(
            key, resource.encoded(), references, unread || !known.equals(references), copy));
  }

  private Set<Reference> knownReferences(Key key, ResourceType type) {
    Row before = read.getOrDefault(key, Row.ABSENT);
    return before.exists()
        ? referenceFields.of(new Resource(type, key.name(), before.data()))
        : Set.of();
  }

  @Override
  public void delete(ResourceType type, String name) {
    delete(type, name, false);
  }

  @Override
  public void deleteCopy(ResourceType type, String name) {
    delete(type, name, true);
  }

  private void delete(ResourceType type, String name, boolean copy) {
    Key key = new Key(type.fullName(), name);
    writes.put(key, new Write.Delete(key, copy));
  }

  private void beforeRead() {
    if (!writes.isEmpty()) {
      throw new IllegalStateException(
          "a session reads before it writes: it has already written "
              + writes.keySet().iterator().next().name());
    }
  }

  private Row remember(Key key, Row row) {
    floor = Math.max(floor, row.version());
    return Objects.requireNonNullElse(read.putIfAbsent(key, row), row);
  }

  boolean wrote() {
    return !writes.isEmpty();
  }

  /** Whether all it read came from one statement, and so from one moment. */
  boolean readOneMoment() {
    return statements <= 1;
  }

  Map<Key, Row> read() {
    return read;
  }

  List<ListRead> lists() {
    return lists;
  }

  PendingCommit pending(WriteContext context) {
    return new PendingCommit(context, version(), floor, read, lists, writes, targets);
  }

  /** A list that was read, to be compared with the same list at commit. */
  record ListRead(String type, String namePrefix, Map<String, Row> rows) {}
}
