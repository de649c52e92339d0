package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.util.Timestamps;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.ui.copy.CopyAs;
import dev.edgewatch.console.ui.copy.LiveRequest;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Name, state, identity and freshness of one device, and the ways out of its pane. */
final class DeviceHeader extends Composite<Div> {
  private final H1 title;
  private final Span state = Parts.span("", "");
  private final Span version = Parts.span("", "");
  private final Span heard = Parts.span("row gap4", "");
  private final Span place = Parts.span("s12 t3 num", "");
  private @Nullable Object shownState;

  DeviceHeader(
      DeviceName device,
      ConsoleSession session,
      RegionMarks marks,
      DeviceActions actions,
      DevicePane.Moves moves) {
    title = new H1(device.device());
    Div ways =
        Parts.div(
            "row ways",
            Parts.iconButton(
                text("pane.previous"),
                "chevron-up",
                "detail-previous",
                () -> moves.step(device.text(), -1)),
            Parts.iconButton(
                text("pane.next"),
                "chevron-down",
                "detail-next",
                () -> moves.step(device.text(), 1)),
            place,
            Parts.span(
                "end row gap4",
                copyAs(device, session),
                link(),
                Parts.iconButton(text("close"), "x", "detail-close", moves::close)));
    var more = Parts.iconButton(text("more"), "ellipsis-vertical", "device-menu", () -> {});
    ContextMenu menu = new ContextMenu(more);
    menu.setOpenOnClick(true);
    var delete =
        menu.addItem(
            text("device.delete"), click -> actions.delete(List.of(device.text()), () -> {}));
    delete.addClassName("danger");
    Parts.testId(delete, "device-delete");
    Div name = Parts.div("row name-row", title, state, Parts.span("end", more));
    Span copy = Parts.testId(Parts.span("ew-copy", device.device()), "device-id");
    copy.add(new Icon("copy"));
    copy.getElement()
        .executeJs(
            "this.addEventListener('click', () => navigator.clipboard?.writeText($0))",
            device.device());
    copy.getElement().setAttribute("title", text("copy"));
    getContent().addClassName("ew-pane-header");
    getContent()
        .add(
            ways,
            name,
            Parts.div("row s12 t2 facts", copy, marks.mark(device.region()), version, heard));
  }

  void show(Device device, LiveResource live) {
    title.setText(
        device.getDisplayName().isEmpty()
            ? DeviceName.of(device.getName()).device()
            : device.getDisplayName());
    version.setText(device.getStatus().getDeviceInfo().getOsVersion());
    boolean lost = live.region().freshness() == Freshness.LOST;
    Connectivity connectivity = lost ? Connectivity.UNKNOWN : Connectivity.reported(device);
    Object now = List.of(connectivity, device.getStatus().getConnectionStatusChangeTime());
    if (!now.equals(shownState)) {
      shownState = now;
      state.setClassName("ew-st pill " + connectivity.style());
      state.removeAll();
      Icon glyph = new Icon(connectivity.glyph());
      state.add(glyph, new Span(connectivity.word()));
      if (device.getStatus().hasConnectionStatusChangeTime()) {
        long since = Timestamps.toMillis(device.getStatus().getConnectionStatusChangeTime());
        state.add(Age.since(Instant.ofEpochMilli(since), Age.Form.AGE));
      }
    }
  }

  void showPlace(Optional<String> inTheList) {
    place.setText(inTheList.orElse(""));
  }

  private static Button copyAs(DeviceName device, ConsoleSession session) {
    var button =
        Parts.iconButton(text("copyas.title"), "square-terminal", "detail-copy-as", () -> {});
    new CopyAs(
        button,
        text("copyas.one"),
        text("copyas.one.sentence"),
        () -> List.of(request(device, session)));
    return button;
  }

  private static LiveRequest request(DeviceName device, ConsoleSession session) {
    String endpoint =
        session.environment().region(device.region()).map(Environment.Region::endpoint).orElse("");
    return new LiveRequest(
        session.catalog().type("devices.edgelq.com/Device"),
        LiveRequest.Kind.ONE,
        device.region(),
        device.text(),
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
