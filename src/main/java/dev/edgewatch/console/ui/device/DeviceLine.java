package dev.edgewatch.console.ui.device;

import com.google.protobuf.util.Timestamps;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import java.time.Instant;
import java.util.List;

/** One device in a short list: its name, how it is connected and since when, its region. */
public final class DeviceLine extends Composite<Div> {
  /** What has to be asked for. */
  public static final List<String> PATHS =
      List.of(
          "name",
          "display_name",
          "status.connection_status",
          "status.connection_status_change_time");

  /**
   * @param gained whether it is marked as something that comes in addition
   */
  public DeviceLine(LiveRow row, RegionMarks marks, boolean gained) {
    Device device = DeviceFacts.device(row);
    Connectivity connectivity = Connectivity.reported(device);
    getContent().addClassName("ew-device-line");
    getContent().setClassName("gained", gained);
    getContent()
        .add(
            Parts.span(
                "row gap6", new Icon(gained ? "plus" : "check"), name(DeviceFacts.title(row))),
            Parts.span(
                "ew-st " + connectivity.style(),
                new Icon(connectivity.glyph()),
                new Span(connectivity.word())),
            since(device),
            marks.mark(row.region()));
    Parts.testId(this, "device-line-" + DeviceFacts.id(row));
  }

  private static Span name(String title) {
    Span name = Parts.span("med ellip", title);
    name.getElement().setAttribute("title", title);
    return name;
  }

  private static Component since(Device device) {
    Span since = Parts.span("t2", "");
    if (device.getStatus().hasConnectionStatusChangeTime()) {
      long at = Timestamps.toMillis(device.getStatus().getConnectionStatusChangeTime());
      since.add(Age.since(Instant.ofEpochMilli(at), Age.Form.AGE));
    }
    return since;
  }
}
