package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Component;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Cell;
import dev.edgewatch.console.ui.live.LiveColumn;
import dev.edgewatch.console.ui.resource.ResourceLook;
import dev.edgewatch.console.ui.resource.RowLinks;
import java.util.List;
import java.util.Set;

/** How devices look: by their connection, which matters more than their other fields. */
final class DeviceLook implements ResourceLook {
  @Override
  public List<LiveColumn> columns(RowLinks links) {
    return new DeviceColumns(links).all();
  }

  @Override
  public Cell compact(RowLinks links) {
    return new DeviceColumns(links).compact();
  }

  @Override
  public String standardOrder() {
    return "display_name";
  }

  @Override
  public Set<String> beside() {
    return Set.of("name", "status", "since", "region");
  }

  @Override
  public Set<String> always() {
    return Set.of("name", "display_name");
  }

  @Override
  public Component found(LiveRow row) {
    return DeviceColumns.found(row);
  }

  @Override
  public Part state() {
    return new DeviceState();
  }

  @Override
  public Part overview() {
    var overview = new DeviceOverview();
    return new Part() {
      @Override
      public Component component() {
        return overview;
      }

      @Override
      public void show(Message resource, LiveResource live) {
        overview.show((Device) resource);
      }
    };
  }

  @Override
  public String deletionEffect(int count) {
    return text("device.delete.effect", count);
  }
}
