package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Cell;
import dev.edgewatch.console.ui.live.LiveColumn;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** How the resources of any type look: by their fields. */
public final class FieldLook implements ResourceLook {
  private final ConsoleSession session;
  private final ResourceType type;
  private final Function<Target, String> links;

  /** A resource that is referred to. */
  public record Target(ResourceType type, String name) {}

  /**
   * @param links address of a resource that is referred to
   */
  public FieldLook(ConsoleSession session, ResourceType type, Function<Target, String> links) {
    this.session = session;
    this.type = type;
    this.links = links;
  }

  @Override
  public List<LiveColumn> columns(RowLinks links) {
    return new FieldColumns(type, links).all();
  }

  @Override
  public Cell compact(RowLinks links) {
    return new FieldCells(type, links).compact();
  }

  @Override
  public String standardOrder() {
    return type.displayNamePath().orElse("name");
  }

  @Override
  public Set<String> beside() {
    return Set.of("name", "id", "region");
  }

  @Override
  public Set<String> always() {
    return type.displayNamePath().map(path -> Set.of("name", path)).orElse(Set.of("name"));
  }

  @Override
  public Component found(LiveRow row) {
    String called = TypeNames.called(type, row.resource(), row.name());
    Span line = Parts.span("row gap6 grow", Parts.span("med ellip", called));
    line.add(
        Parts.span("mono s12 t2", TypeNames.id(row.name())),
        Parts.span("end s12 t2", row.region()));
    return line;
  }

  @Override
  public Part state() {
    return new Part() {
      private final Span nothing = new Span();

      @Override
      public Component component() {
        return nothing;
      }

      @Override
      public void show(Message resource, LiveResource live) {}
    };
  }

  @Override
  public Part overview() {
    return new FieldOverview(session.catalog(), type, links);
  }

  @Override
  public String deletionEffect(int count) {
    return text("deletion.effect", count);
  }
}
