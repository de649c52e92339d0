package dev.edgewatch.iam;

import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.store.Change;
import dev.edgewatch.store.ChangeFeed;
import dev.edgewatch.store.CommittedTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Which organization each project belongs to, from the region's own rows and copies, kept current
 * by the change feed. Thread-safe; reading never blocks.
 */
public final class ProjectOrganizations implements AutoCloseable {
  private static final String ORGANIZATIONS = "organizations/";
  private static final String PROJECTS = "projects/";

  private final Map<String, String> organizations = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final ChangeFeed.Subscription subscription;

  public ProjectOrganizations(Catalog catalog, ChangeFeed feed) {
    this.subscription =
        feed.follow(catalog.type("iam.edgelq.com/Project"), "", this::put, this::apply);
  }

  /**
   * Id of the organization of a project; empty when the project is unknown here or belongs to none.
   */
  public Optional<String> of(String project) {
    return Optional.ofNullable(organizations.get(project));
  }

  /**
   * The listener is told ids of projects that changed hands or are gone; it must neither block nor
   * throw.
   */
  public void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  private void apply(CommittedTransaction transaction) {
    for (Change change : transaction.changes()) {
      String project = change.name().substring(PROJECTS.length());
      Optional<String> before = of(project);
      if (change.after() == null) {
        organizations.remove(project);
      } else {
        put(change.after());
      }
      if (!before.equals(of(project))) {
        listeners.forEach(listener -> listener.accept(project));
      }
    }
  }

  private void put(Resource resource) {
    String project = resource.name().substring(PROJECTS.length());
    String parent = resource.as(Project.class).getParentOrganization();
    if (parent.startsWith(ORGANIZATIONS)) {
      organizations.put(project, parent.substring(ORGANIZATIONS.length()));
    } else {
      organizations.remove(project);
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
