package dev.edgewatch.console.ui.device;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.resource.ResourceLook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Beside the name of a device: how it is connected, since when, and what runs on it. */
final class DeviceState extends Composite<Span> implements ResourceLook.Part {
  private final Span state = Parts.span("", "");
  private final Span version = Parts.span("s12 t2", "");
  private @Nullable Object shownState;

  DeviceState() {
    getContent().addClassNames("row", "gap6");
    getContent().add(state, version);
  }

  @Override
  public Component component() {
    return this;
  }

  @Override
  public void show(Message resource, LiveResource live) {
    Device device = (Device) resource;
    version.setText(device.getStatus().getDeviceInfo().getOsVersion());
    boolean lost = live.region().freshness() == Freshness.LOST;
    Connectivity connectivity = lost ? Connectivity.UNKNOWN : Connectivity.reported(device);
    Object now = List.of(connectivity, device.getStatus().getConnectionStatusChangeTime());
    if (now.equals(shownState)) {
      return;
    }
    shownState = now;
    state.setClassName("ew-st pill " + connectivity.style());
    state.removeAll();
    state.add(new Icon(connectivity.glyph()), new Span(connectivity.word()));
    if (device.getStatus().hasConnectionStatusChangeTime()) {
      long since = Timestamps.toMillis(device.getStatus().getConnectionStatusChangeTime());
      state.add(Age.since(Instant.ofEpochMilli(since), Age.Form.AGE));
    }
  }
}
