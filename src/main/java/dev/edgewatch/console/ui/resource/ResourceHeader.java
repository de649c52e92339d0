package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.ui.access.Guarded;
import dev.edgewatch.console.ui.copy.CopyAs;
import dev.edgewatch.console.ui.copy.LiveRequest;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Name, state, identity and freshness of one resource, and the ways out of its pane. */
final class ResourceHeader extends Composite<Div> {
  private final H1 title;
  private final ResourceType type;
  private final String id;
  private final Supplier<ResourceLook.Part> newState;
  private final Span stateSlot = Parts.span("row", "");
  private ResourceLook.Part state;
  private final Span heard = Parts.span("row gap4", "");
  private final Span place = Parts.span("s12 t3 num", "");

  ResourceHeader(
      ResourceName resource,
      ConsoleSession session,
      RegionMarks marks,
      Supplier<ResourceLook.Part> newState,
      ResourceActions actions,
      Possible possible,
      Guarded deletion,
      ResourcePane.Moves moves) {
    type = resource.type();
    id = resource.id();
    this.newState = newState;
    state = newState.get();
    stateSlot.add(state.component());
    String name = resource.text();
    title = new H1(id);
    Div ways =
        Parts.div(
            "row ways",
            Parts.iconButton(
                text("pane.previous"), "chevron-up", "detail-previous", () -> moves.step(name, -1)),
            Parts.iconButton(
                text("pane.next"), "chevron-down", "detail-next", () -> moves.step(name, 1)),
            place,
            Parts.span(
                "end row gap4",
                copyAs(resource, session),
                link(),
                Parts.iconButton(text("close"), "x", "detail-close", moves::close)));
    var more =
        Parts.iconButton(
            text("more"), "ellipsis-vertical", TypeNames.key(type) + "-menu", () -> {});
    ContextMenu menu = new ContextMenu(more);
    menu.setOpenOnClick(true);
    var delete =
        menu.addItem(
            actions.deletion(1),
            click -> deletion.act(() -> actions.delete(List.of(name), () -> {})));
    delete.addClassName("danger");
    deletion.on(delete);
    possible.explain(StandardMethod.DELETE, delete);
    Parts.testId(delete, TypeNames.key(type) + "-delete");
    Div nameRow = Parts.div("row name-row", title, stateSlot, Parts.span("end", more));
    Span copy = Parts.testId(Parts.span("ew-copy", id), TypeNames.key(type) + "-id");
    copy.add(new Icon("copy"));
    copy.getElement()
        .executeJs("this.addEventListener('click', () => navigator.clipboard?.writeText($0))", id);
    copy.getElement().setAttribute("title", text("copy"));
    Span region = Parts.span("", "");
    resource.region().ifPresent(known -> region.add(marks.mark(known)));
    getContent().addClassName("ew-pane-header");
    getContent().add(ways, nameRow, Parts.div("row s12 t2 facts", copy, region, heard));
  }

  void show(Message resource, LiveResource live) {
    String called = type.displayNameOf(resource);
    title.setText(called.isEmpty() ? id : called);
    state.show(resource, live);
  }

  /** Leaves nothing but what the address says. */
  void forget() {
    title.setText(id);
    state = newState.get();
    stateSlot.removeAll();
    stateSlot.add(state.component());
  }

  void showPlace(Optional<String> inTheList) {
    place.setText(inTheList.orElse(""));
  }

  private static Button copyAs(ResourceName resource, ConsoleSession session) {
    var button =
        Parts.iconButton(text("copyas.title"), "square-terminal", "detail-copy-as", () -> {});
    new CopyAs(
        button,
        text("copyas.one"),
        text("copyas.one.sentence"),
        () -> List.of(request(resource, session)));
    return button;
  }

  private static LiveRequest request(ResourceName resource, ConsoleSession session) {
    String region = resource.region().orElse("");
    String endpoint =
        session.environment().region(region).map(Environment.Region::endpoint).orElse("");
    return new LiveRequest(
        resource.type(),
        LiveRequest.Kind.ONE,
        region,
        resource.text(),
        "",
        List.of(),
        "",
        endpoint);
  }

  /** Says when the region was last heard, or since when it is lost. */
  void showState(LiveResource live) {
    heard.removeAll();
    if (live.region().freshness() == Freshness.LOST) {
      heard.add(
          new Icon("unplug"),
          new Span(text("strip.lost") + " "),
          Age.since(live.region().since(), Age.Form.TIME));
    } else if (live.answered()) {
      heard.add(
          new Icon("zap"),
          new Span(text("heard") + " "),
          Age.since(live.region().lastMessage(), Age.Form.AGO));
    }
    getContent()
        .getElement()
        .setAttribute("data-state", live.region().freshness().name().toLowerCase(Locale.ROOT));
  }

  private static Button link() {
    var button = Parts.iconButton(text("pane.link"), "link", "detail-link", () -> {});
    button
        .getElement()
        .executeJs(
            "this.addEventListener('click', () => navigator.clipboard?.writeText(location.href))");
    return button;
  }
}
