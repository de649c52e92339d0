package dev.edgewatch.client;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ResourceChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The names on a live page, to verify that changes fit: indexes within the page, and the right name
 * where a row changes or leaves. A page that does not add up must not be shown; the stream is given
 * up instead.
 */
final class PageRows {
  private final ResourceType type;
  private final List<String> names = new ArrayList<>();

  PageRows(ResourceType type) {
    this.type = type;
  }

  List<String> names() {
    return List.copyOf(names);
  }

  void apply(ResourceChange change) {
    switch (change) {
      case ResourceChange.Added(var resource, var index) -> {
        check(index >= 0 && index <= names.size(), "added at " + index);
        names.add(index, EncodedResources.name(type, resource));
      }
      case ResourceChange.Modified(var name, var resource, var previous, var index) -> {
        check(
            holds(previous, name) && index >= 0 && index < names.size(),
            name + " moved " + previous + " to " + index);
        names.remove(previous);
        names.add(index, EncodedResources.name(type, resource));
      }
      case ResourceChange.Removed(var name, var index) -> {
        check(holds(index, name), name + " removed at " + index);
        names.remove(index);
      }
      case ResourceChange.Current ignored -> throw mismatch("a current row in a page");
    }
  }

  private boolean holds(int index, String name) {
    return index >= 0 && index < names.size() && names.get(index).equals(name);
  }

  private void check(boolean fits, String what) {
    if (!fits) {
      throw mismatch(what);
    }
  }

  private RefusalException mismatch(String what) {
    return new Refusal.Unavailable(
            "PAGE_MISMATCH",
            "the region sent "
                + what
                + "; expected a change that fits a page of "
                + names.size()
                + " rows",
            Duration.ofSeconds(1))
        .exception();
  }
}
