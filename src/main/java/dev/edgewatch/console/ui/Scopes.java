package dev.edgewatch.console.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.personal.Pins;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The projects and organizations a person may enter, for as long as the frame is open: the first of
 * them and those that are near to him live, all others by asking the regions. Used with the UI's
 * lock.
 */
final class Scopes {
  /** Most that is kept at hand, and most that is found. */
  static final int SHOWN = 50;

  private static final String PROJECT = "iam.edgelq.com/Project";
  private static final String ORGANIZATION = "iam.edgelq.com/Organization";
  private static final List<String> OF_PROJECTS = List.of("name", "title", "parent_organization");
  private static final List<String> OF_ORGANIZATIONS = List.of("name", "title");

  private final ConsoleSession session;
  private final DrainTimer timer;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, String> organizationTitles = new ConcurrentHashMap<>();
  private String current = "";
  private Set<String> near = Set.of();
  private @Nullable Pins pins;
  private @Nullable Registration following;
  private @Nullable Drain drain;
  private @Nullable LiveQuery first;
  private @Nullable LiveQuery nearby;
  private @Nullable LiveQuery organizations;

  /** A project and where it belongs; titles fall back to ids. */
  record Scope(String organization, String organizationTitle, String project, String title) {
    String path() {
      return "organizations/%s/projects/%s/devices".formatted(organization, project);
    }
  }

  /** An organization; its title falls back to the id. */
  record Owner(String organization, String title) {
    String path() {
      return "organizations/" + organization + "/members";
    }
  }

  /** What the regions find, at most {@link #SHOWN} of each. */
  record Found(List<Scope> projects, List<Owner> organizations) {
    static final Found NOTHING = new Found(List.of(), List.of());
  }

  Scopes(ConsoleSession session, DrainTimer timer) {
    this.session = session;
    this.timer = timer;
  }

  /** Calls back whenever something may be another thing. */
  Registration onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void open(UI ui) {
    Drain opened = timer.drain(ui, this::drain);
    drain = opened;
    first = query(PROJECT, "", "title", OF_PROJECTS, opened);
    organizations = query(ORGANIZATION, "", "title", OF_ORGANIZATIONS, opened);
    Pins known = Pins.of(ui, session);
    pins = known;
    following = known.onChange(this::keepNear);
    openNearby();
    keepNear();
    opened.dirty();
  }

  void close() {
    if (drain != null) {
      drain.stop();
      drain = null;
    }
    if (following != null) {
      following.remove();
      following = null;
    }
    opened().forEach(LiveQuery::close);
    first = null;
    organizations = null;
    nearby = null;
  }

  private List<LiveQuery> opened() {
    List<LiveQuery> opened = new ArrayList<>();
    Optional.ofNullable(first).ifPresent(opened::add);
    Optional.ofNullable(organizations).ifPresent(opened::add);
    Optional.ofNullable(nearby).ifPresent(opened::add);
    return opened;
  }

  /** Notes in which project somebody is; empty for none. */
  void enter(String project) {
    current = project;
    keepNear();
  }

  /** Keeps at hand where one is, what is pinned and where one was, wherever it stands among all. */
  private void keepNear() {
    Pins known = pins;
    if (known == null) {
      return;
    }
    ResourceType type = session.catalog().type(PROJECT);
    Set<String> names = new TreeSet<>();
    Stream.of(List.of(current), known.pinned(), known.recent())
        .flatMap(List::stream)
        .map(id -> "projects/" + id)
        .filter(name -> type.findName(name).isPresent())
        .forEach(names::add);
    if (!names.equals(near)) {
      near = names;
      openNearby();
    }
  }

  private void openNearby() {
    Drain opened = drain;
    if (opened == null) {
      return;
    }
    if (nearby != null) {
      nearby.close();
      nearby = null;
    }
    if (!near.isEmpty()) {
      String filter = Filter.in(session.catalog().type(PROJECT), "name", near).text();
      nearby = query(PROJECT, filter, "", OF_PROJECTS, opened);
    }
  }

  /** What is at hand, by title. */
  List<Scope> atHand() {
    Map<String, Scope> found = new LinkedHashMap<>();
    Stream.of(rows(first), rows(nearby))
        .flatMap(List::stream)
        .map(row -> scope((Project) row.resource()))
        .forEach(scope -> found.putIfAbsent(scope.project(), scope));
    return List.copyOf(found.values());
  }

  /** How many projects there are. */
  long count() {
    return first == null ? 0 : first.counts().matching();
  }

  /** The first organizations, by title. */
  List<Owner> organizations() {
    return rows(organizations).stream().map(row -> owner((Organization) row.resource())).toList();
  }

  /** Asks all regions; completed on another thread, never exceptionally. */
  CompletableFuture<Found> search(String phrase) {
    CompletableFuture<List<LiveRow>> projects = search(PROJECT, phrase, OF_PROJECTS);
    CompletableFuture<List<LiveRow>> owners = search(ORGANIZATION, phrase, OF_ORGANIZATIONS);
    return projects
        .thenCombine(
            owners,
            (one, other) ->
                new Found(
                    one.stream().map(row -> scope((Project) row.resource())).toList(),
                    other.stream().map(row -> owner((Organization) row.resource())).toList()))
        .exceptionally(unreadable -> Found.NOTHING);
  }

  private CompletableFuture<List<LiveRow>> search(String type, String phrase, List<String> paths) {
    return session.search(session.catalog().type(type), "", phrase, paths, SHOWN);
  }

  /** The project of an address, which is named by its ids until it is known. */
  Scope find(String organization, String project) {
    return atHand().stream()
        .filter(scope -> scope.project().equals(project))
        .findFirst()
        .orElseGet(() -> new Scope(organization, title(organization), project, project));
  }

  boolean answered() {
    return first != null
        && !first.regions().isEmpty()
        && first.regions().stream()
            .noneMatch(region -> region.freshness() == LiveQuery.Freshness.CATCHING_UP);
  }

  /** How the regions answer this frame's own small watches. */
  List<RegionState> regions() {
    return first == null ? List.of() : first.regions();
  }

  ConsoleSession session() {
    return session;
  }

  DrainTimer timer() {
    return timer;
  }

  Environment environment() {
    return session.environment();
  }

  private LiveQuery query(
      String type, String filter, String order, List<String> paths, Drain drained) {
    var spec = new LiveQuery.Spec(session.catalog().type(type), "", filter, order, Set.of(), paths);
    return session.openFirst(spec, SHOWN, drained::dirty);
  }

  private void drain() {
    opened().forEach(LiveQuery::drain);
    rows(organizations).forEach(row -> owner((Organization) row.resource()));
    listeners.forEach(Runnable::run);
  }

  private static List<LiveRow> rows(@Nullable LiveQuery query) {
    if (query == null) {
      return List.of();
    }
    return IntStream.range(0, Math.min(SHOWN, query.size()))
        .mapToObj(query::row)
        .flatMap(row -> row.stream())
        .toList();
  }

  private Scope scope(Project project) {
    String organization = id(project.getParentOrganization());
    String id = id(project.getName());
    String title = project.getTitle().isEmpty() ? id : project.getTitle();
    return new Scope(organization, title(organization), id, title);
  }

  private String title(String organization) {
    return organizationTitles.getOrDefault(organization, organization);
  }

  private Owner owner(Organization organization) {
    String id = id(organization.getName());
    if (!organization.getTitle().isEmpty()) {
      organizationTitles.put(id, organization.getTitle());
    }
    return new Owner(id, title(id));
  }

  private static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
