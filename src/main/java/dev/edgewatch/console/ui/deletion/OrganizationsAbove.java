package dev.edgewatch.console.ui.deletion;

import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.ui.access.TenantPlaces;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What projects or organizations belong to, as regions tell whoever holds something in them. */
final class OrganizationsAbove implements AutoCloseable {
  private final List<MyAccess> scopes;

  /**
   * Asks until it is closed.
   *
   * @param type of the names; of others than projects and organizations there is nothing to ask
   * @param onChange called on any thread when more is known; returns at once
   */
  OrganizationsAbove(
      ConsoleSession session, ResourceType type, List<String> names, Runnable onChange) {
    this.scopes =
        TenantPlaces.areOf(type)
            ? names.stream().map(name -> session.access(name, onChange)).toList()
            : List.of();
  }

  boolean known() {
    return scopes.stream().allMatch(MyAccess::known);
  }

  /** By project or organization, the nearest first. */
  Map<String, List<String>> all() {
    return scopes.stream()
        .distinct()
        .collect(Collectors.toMap(MyAccess::scope, MyAccess::above, (one, same) -> one));
  }

  @Override
  public void close() {
    scopes.forEach(MyAccess::close);
  }
}
