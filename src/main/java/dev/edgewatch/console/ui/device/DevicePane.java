package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.resource.ResourceType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One device beside the list, kept live by a watch of its own. */
final class DevicePane extends Composite<Div> {
  private final ConsoleSession session;
  private final ResourceType type;
  private final DeviceName device;
  private final DrainTimer timer;
  private final Moves moves;
  private final DeviceHeader header;
  private final DeviceOverview overview;
  private final DeviceForm form;
  private final Tabs tabs = new Tabs();
  private final Map<String, Tab> tabByKey = new LinkedHashMap<>();
  private final Div body = Parts.div("body");
  private String tab = "overview";
  private @Nullable LiveResource resource;
  private @Nullable Drain drain;

  /** Where the reader goes from here. */
  interface Moves {
    void close();

    /** Where the device stands in the list, when that is known. */
    Optional<String> place(String name);

    void tab(String name, String tab);

    /** To the device so many rows away in the list. */
    void step(String name, int by);
  }

  DevicePane(
      ConsoleSession session,
      ResourceType type,
      DeviceName device,
      DrainTimer timer,
      Clock clock,
      RegionMarks marks,
      DeviceActions actions,
      Moves moves) {
    this.session = session;
    this.type = type;
    this.device = device;
    this.timer = timer;
    this.moves = moves;
    header = new DeviceHeader(device, session, marks, actions, moves);
    overview = new DeviceOverview();
    form = new DeviceForm(device, clock, marks, actions);
    for (String key : new String[] {"overview", "configuration"}) {
      Tab one = Parts.testId(new Tab(text("tab." + key)), "tab-" + key);
      tabByKey.put(key, one);
      tabs.add(one);
    }
    tabs.addThemeNames("ew-line");
    tabs.addSelectedChangeListener(
        selected -> {
          if (selected.isFromClient()) {
            tabByKey.forEach(
                (key, one) -> {
                  if (one.equals(selected.getSelectedTab())) {
                    moves.tab(device.text(), key);
                  }
                });
          }
        });
    getContent().addClassName("ew-pane");
    Parts.testId(this, "device-detail");
    getContent().add(header, tabs, body);
  }

  boolean shows(DeviceName other) {
    return device.equals(other);
  }

  DeviceName device() {
    return device;
  }

  String tab() {
    return tab;
  }

  void openTab(String key) {
    tab = tabByKey.containsKey(key) ? key : "overview";
    tabs.setSelectedTab(tabByKey.get(tab));
    draw();
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    drain = timer.drain(attached.getUI(), this::drain);
    resource = session.watch(type, device.text(), drain::dirty);
    drain.dirty();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (drain != null) {
      drain.stop();
    }
    if (resource != null) {
      resource.close();
    }
  }

  private void drain() {
    if (resource != null) {
      resource.drain();
      draw();
    }
  }

  private void draw() {
    LiveResource live = resource;
    if (live == null) {
      return;
    }
    header.showState(live);
    header.showPlace(moves.place(device.text()));
    if (live.resource().isEmpty()) {
      body.removeAll();
      body.add(absent(live));
      return;
    }
    Device now = (Device) live.resource().get();
    header.show(now, live);
    overview.show(now);
    form.show(now, live);
    Composite<?> page = tab.equals("configuration") ? form : overview;
    if (page.getParent().isEmpty()) {
      body.removeAll();
      body.add(page);
    }
  }

  private EmptyState absent(LiveResource live) {
    if (live.deleted()) {
      return new EmptyState(
          "device-deleted",
          "trash-2",
          text("device.gone", device.device()),
          text("device.gone.sentence"));
    }
    if (live.answered()) {
      return new EmptyState(
          "device-missing",
          "search",
          text("device.missing", device.device()),
          text("device.missing.sentence", device.region()));
    }
    return live.region().freshness() == Freshness.LOST
        ? new EmptyState(
                "device-unknown",
                "unplug",
                text("device.unknown", device.region()),
                text("device.unknown.sentence"))
            .hatched()
        : new EmptyState(
            "device-loading",
            "refresh-cw",
            text("device.loading", device.region()),
            text("device.loading.sentence"));
  }
}
