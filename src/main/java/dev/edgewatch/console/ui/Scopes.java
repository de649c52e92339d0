package dev.edgewatch.console.ui;

import com.vaadin.flow.component.UI;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The projects and organizations a person may enter, live, for as long as the frame is open. Used
 * with the UI's lock.
 */
final class Scopes {
  /** Projects the frame keeps at hand; more are found by searching. */
  private static final int LOADED = 200;

  private final ConsoleSession session;
  private final DrainTimer timer;
  private final List<Runnable> listeners = new ArrayList<>();
  private @Nullable Drain drain;
  private @Nullable LiveQuery projects;
  private @Nullable LiveQuery organizations;

  /** A project and where it belongs; titles fall back to ids. */
  record Scope(String organization, String organizationTitle, String project, String title) {
    String path() {
      return "organizations/%s/projects/%s/devices".formatted(organization, project);
    }
  }

  Scopes(ConsoleSession session, DrainTimer timer) {
    this.session = session;
    this.timer = timer;
  }

  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  void open(UI ui) {
    Drain opened = timer.drain(ui, this::drain);
    drain = opened;
    projects =
        query("iam.edgelq.com/Project", List.of("name", "title", "parent_organization"), opened);
    organizations = query("iam.edgelq.com/Organization", List.of("name", "title"), opened);
    opened.dirty();
  }

  void close() {
    if (drain != null) {
      drain.stop();
    }
    if (projects != null) {
      projects.close();
    }
    if (organizations != null) {
      organizations.close();
    }
  }

  /** Projects whose title or id holds the text, by title. */
  List<Scope> search(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    Map<String, String> titles = new HashMap<>();
    rows(organizations)
        .forEach(row -> titles.put(id(row.name()), ((Organization) row.resource()).getTitle()));
    return rows(projects).stream()
        .map(row -> scope((Project) row.resource(), titles))
        .filter(
            scope ->
                (scope.title() + " " + scope.project()).toLowerCase(Locale.ROOT).contains(wanted))
        .sorted(Comparator.comparing(Scope::title))
        .toList();
  }

  /** The project of an address, which is named by its ids until it is known. */
  Scope find(String organization, String project) {
    return search(project).stream()
        .filter(scope -> scope.project().equals(project))
        .findFirst()
        .orElseGet(() -> new Scope(organization, organization, project, project));
  }

  boolean answered() {
    return projects != null
        && !projects.regions().isEmpty()
        && projects.regions().stream()
            .noneMatch(region -> region.freshness() == LiveQuery.Freshness.CATCHING_UP);
  }

  /** How the regions answer this frame's own small watches. */
  List<RegionState> regions() {
    return projects == null ? List.of() : projects.regions();
  }

  ConsoleSession session() {
    return session;
  }

  Environment environment() {
    return session.environment();
  }

  private LiveQuery query(String type, List<String> paths, Drain drain) {
    var spec = new LiveQuery.Spec(session.catalog().type(type), "", "", "", Set.of(), paths);
    LiveQuery query = session.open(spec, drain::dirty);
    query.viewport(0, LOADED);
    return query;
  }

  private void drain() {
    if (projects != null && organizations != null) {
      projects.drain();
      organizations.drain();
      listeners.forEach(Runnable::run);
    }
  }

  private static List<LiveRow> rows(@Nullable LiveQuery query) {
    if (query == null) {
      return List.of();
    }
    return IntStream.range(0, Math.min(LOADED, query.size()))
        .mapToObj(query::row)
        .flatMap(row -> row.stream())
        .toList();
  }

  private static Scope scope(Project project, Map<String, String> titles) {
    String organization = id(project.getParentOrganization());
    String id = id(project.getName());
    String title = project.getTitle().isEmpty() ? id : project.getTitle();
    String known = titles.getOrDefault(organization, "");
    return new Scope(organization, known.isEmpty() ? organization : known, id, title);
  }

  private static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
