package dev.edgewatch.store;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads from the database, or from memory where it may; remembers what it read, and keeps the
 * writes for the commit.
 */
final class RecordingSession implements Session {
  private final Reads tables;
  private final GroupReader rows;
  private final Function<Key, Optional<Row>> memory;
  private final Catalog catalog;
  private final Versions versions;

  private final Map<Key, Row> read = new LinkedHashMap<>();
  private final List<ListRead> lists = new ArrayList<>();
  private final Map<Key, Write> writes = new LinkedHashMap<>();
  private final Set<Key> targets = new HashSet<>();
  private final Set<Key> asked = new HashSet<>();
  private int statements;
  private boolean trusting;
  private long floor;
  private long version;

  /**
   * @param memory rows that need not be read from the database, but may be outdated
   * @param floor what {@link #version()} has to exceed, known from a run that failed
   */
  RecordingSession(
      Reads tables,
      GroupReader rows,
      Function<Key, Optional<Row>> memory,
      Catalog catalog,
      Versions versions,
      long floor) {
    this.tables = tables;
    this.rows = rows;
    this.memory = memory;
    this.catalog = catalog;
    this.versions = versions;
    this.floor = floor;
  }

  @Override
  public Optional<Resource> get(ResourceType type, String name) {
    beforeRead();
    Key key = new Key(type.fullName(), name);
    Row row = read.get(key);
    if (row == null) {
      row = remember(key, memory.apply(key).map(this::trusted).orElseGet(() -> asked(key)));
    }
    return row.exists() ? Optional.of(new Resource(type, name, row.data())) : Optional.empty();
  }

  private Row trusted(Row row) {
    trusting = true;
    return row;
  }

  private Row asked(Key key) {
    statements++;
    return rows.row(key);
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
  public List<Referrer> referrers(
      Collection<Key> wanted, Set<DeleteBehavior> behaviors, int atMost) {
    beforeRead();
    statements++;
    asked.addAll(wanted);
    return tables.referrers(wanted, behaviors, atMost);
  }

  @Override
  public List<String> namesBelow(ResourceType type, String name, String after, int atMost) {
    beforeRead();
    statements++;
    return tables.namesBelow(type.fullName(), name, after, atMost);
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
    save(resource, Set.of());
  }

  @Override
  public void save(Resource resource, Set<Key> elsewhere) {
    Set<Reference> references = Reference.of(resource);
    Set<Reference> known = knownReferences(resource);
    references.stream()
        .filter(reference -> !known.contains(reference))
        .map(Reference::target)
        .filter(target -> !elsewhere.contains(target) && catalog.find(target.type()).isPresent())
        .forEach(targets::add);
    save(resource, references, !known.equals(references));
  }

  @Override
  public void saveReferring(Resource resource, Set<Reference> references, Set<Key> knownBefore) {
    references.stream()
        .map(Reference::target)
        .filter(target -> !knownBefore.contains(target))
        .forEach(targets::add);
    save(resource, references, true);
  }

  @Override
  public void saveCopy(Resource resource) {
    Set<Reference> blocking =
        Reference.of(resource).stream()
            .filter(reference -> reference.behavior() == DeleteBehavior.BLOCK)
            .collect(Collectors.toSet());
    save(resource, blocking, true);
  }

  private void save(Resource resource, Set<Reference> references, boolean changed) {
    Key key = Key.of(resource);
    boolean unread = !read.containsKey(key);
    writes.put(key, new Write.Save(key, resource.encoded(), references, unread || changed));
  }

  private Set<Reference> knownReferences(Resource resource) {
    Row before = read.getOrDefault(Key.of(resource), Row.ABSENT);
    return before.exists()
        ? Reference.of(new Resource(resource.type(), resource.name(), before.data()))
        : Set.of();
  }

  @Override
  public void delete(ResourceType type, String name) {
    delete(type, name, Write.Left.NOTHING);
  }

  @Override
  public void deleteLeavingLater(ResourceType type, String name) {
    delete(type, name, Write.Left.WHAT_IS_DONE_LATER);
  }

  private void delete(ResourceType type, String name, Write.Left left) {
    Key key = new Key(type.fullName(), name);
    List<Write.Below> below =
        catalog.childrenOf(type).stream().map(RecordingSession::below).toList();
    writes.put(key, new Write.Delete(key, below, left, asked.contains(key)));
  }

  private static Write.Below below(ResourceType child) {
    return new Write.Below(
        child.fullName(),
        child.declaration().getOnParentDelete() != DeleteBehavior.ASYNC_CASCADE_DELETE);
  }

  @Override
  public void deleteCopy(ResourceType type, String name) {
    Key key = new Key(type.fullName(), name);
    writes.put(key, new Write.DeleteCopy(key));
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

  /** Whether something it read may be outdated, so that only a commit can tell what it is worth. */
  boolean trusting() {
    return trusting;
  }

  /** What {@link #version()} has to exceed by now. */
  long floor() {
    return floor;
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

  PendingCommit pending(WriteContext context, Optional<Remembered> remembered) {
    return new PendingCommit(context, version(), floor, read, lists, writes, targets, remembered);
  }

  /** A list that was read, to be compared with the same list at commit. */
  record ListRead(String type, String namePrefix, Map<String, Row> rows) {}
}
