package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a deletion takes with it or is stopped by, as the declarations of all known types say: what
 * lives below the resource, and what refers to it.
 */
final class Consequences extends Composite<Div> {
  private static final int LISTED = 5;

  private enum Kind {
    GOES_TOO,
    BLOCKS,
    LOSES_IT
  }

  Consequences(Catalog catalog, ResourceType type, List<String> names, String effect) {
    getContent().addClassName("ew-consequences");
    Parts.testId(this, "consequences");
    getContent().add(Parts.div("", new Span(names.size() == 1 ? effect : listed(names) + effect)));
    of(catalog, type)
        .forEach(
            (kind, types) ->
                getContent()
                    .add(
                        Parts.div(
                            "t2 s13",
                            new Span(
                                text(
                                    "deletion." + kind.name().toLowerCase(java.util.Locale.ROOT),
                                    String.join(", ", types))))));
    if (type.declaration().getAsyncDelete()) {
      getContent().add(Parts.div("t2 s13", new Span(text("deletion.steps"))));
    }
  }

  private static Map<Kind, SortedSet<String>> of(Catalog catalog, ResourceType type) {
    Map<Kind, SortedSet<String>> found = new EnumMap<>(Kind.class);
    catalog
        .childrenOf(type)
        .forEach(child -> add(found, child.declaration().getOnParentDelete(), child));
    for (ResourceType other : catalog.types()) {
      other.references().stream()
          .filter(reference -> reference.target().equals(type.fullName()))
          .forEach(reference -> add(found, reference.onDelete(), other));
    }
    return found;
  }

  private static void add(
      Map<Kind, SortedSet<String>> found, DeleteBehavior behavior, ResourceType other) {
    switch (behavior) {
      case BLOCK -> put(found, Kind.BLOCKS, other);
      case CASCADE_DELETE, ASYNC_CASCADE_DELETE -> put(found, Kind.GOES_TOO, other);
      case UNSET, ASYNC_UNSET -> put(found, Kind.LOSES_IT, other);
      case DELETE_BEHAVIOR_UNSPECIFIED, ALLOW_DANGLING, UNRECOGNIZED -> {}
    }
  }

  private static void put(Map<Kind, SortedSet<String>> found, Kind kind, ResourceType other) {
    found.computeIfAbsent(kind, any -> new TreeSet<>()).add(TypeNames.many(other));
  }

  private static String listed(List<String> names) {
    List<String> ids = names.stream().map(TypeNames::id).limit(LISTED).toList();
    String more = names.size() > ids.size() ? text("and.more", names.size() - ids.size()) : "";
    return String.join(", ", ids) + more + ". ";
  }
}
