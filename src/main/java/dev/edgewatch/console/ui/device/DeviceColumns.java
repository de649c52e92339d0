package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.live.LiveColumn.Presence.ALWAYS;
import static dev.edgewatch.console.ui.live.LiveColumn.Presence.CHOSEN;
import static dev.edgewatch.console.ui.live.LiveColumn.Presence.STANDARD;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Cell;
import dev.edgewatch.console.ui.live.LiveColumn;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.resource.RowLinks;
import java.util.List;
import java.util.function.Function;

/** What can be seen of a device in a list. */
final class DeviceColumns {
  private static final String HARDWARE = "status.device_info.hardware_information.system.";
  private static final String STATUS = "status.connection_status";
  private static final String SINCE = "status.connection_status_change_time";

  private final DeviceCells cells;

  DeviceColumns(RowLinks links) {
    cells = new DeviceCells(links.address(), links.awaited(), links.marks());
  }

  List<LiveColumn> all() {
    return List.of(
        new LiveColumn(
            "name",
            text("device.name"),
            List.of("display_name"),
            "display_name",
            "172px",
            3,
            ALWAYS,
            cells.name(),
            DeviceFacts::title),
        column(
            "id",
            "name",
            "name",
            "112px",
            1,
            Cell.text("mono t2 s12", "", DeviceFacts::id),
            DeviceFacts::id),
        column("status", STATUS, STATUS, "212px", 0, cells.status(), DeviceFacts::statusWord),
        column(
            "since",
            SINCE,
            SINCE,
            "100px",
            0,
            cells.since(),
            row ->
                DeviceFacts.utc(
                    DeviceFacts.device(row).getStatus().getConnectionStatusChangeTime())),
        new LiveColumn(
            "region",
            text("device.region"),
            List.of(),
            "",
            "112px",
            0,
            STANDARD,
            cells.region(),
            LiveRow::region),
        column(
            "os",
            "status.device_info.os_version",
            "status.device_info.os_version",
            "76px",
            0,
            Cell.text("", text("none.yet"), DeviceFacts::os),
            DeviceFacts::os),
        column(
            "address",
            "status.addresses",
            "",
            "110px",
            0,
            Cell.text("mono s12", text("none"), DeviceFacts::ip),
            DeviceFacts::ip),
        column("labels", "metadata.labels", "", "140px", 4, cells.labels(), DeviceFacts::labels),
        hidden(
            "product",
            HARDWARE + "product_name",
            "140px",
            row -> DeviceFacts.system(row).getProductName()),
        hidden(
            "serial",
            HARDWARE + "serial_number",
            "150px",
            row -> DeviceFacts.system(row).getSerialNumber()),
        hidden("account", "spec.service_account", "170px", DeviceFacts::account),
        new LiveColumn(
            "created",
            text("device.created.column"),
            List.of("metadata.create_time"),
            "metadata.create_time",
            "104px",
            0,
            CHOSEN,
            cells.created(),
            row -> DeviceFacts.utc(DeviceFacts.device(row).getMetadata().getCreateTime())));
  }

  Cell compact() {
    return cells.compact();
  }

  /** A device that was found by its words. */
  static Component found(LiveRow row) {
    Span line = Parts.span("row gap6 grow", Parts.span("med ellip", DeviceFacts.title(row)));
    line.add(Parts.span("mono s12 t2", DeviceFacts.id(row)));
    line.add(Parts.span("end s12 t2", row.region()));
    return line;
  }

  private static LiveColumn column(
      String key,
      String path,
      String orderBy,
      String width,
      int grow,
      Cell cell,
      Function<LiveRow, String> plain) {
    return new LiveColumn(
        key, text("device." + key), List.of(path), orderBy, width, grow, STANDARD, cell, plain);
  }

  private static LiveColumn hidden(
      String key, String path, String width, Function<LiveRow, String> value) {
    return new LiveColumn(
        key,
        text("device." + key),
        List.of(path),
        path,
        width,
        1,
        CHOSEN,
        Cell.text("", text("none"), value::apply),
        value);
  }
}
