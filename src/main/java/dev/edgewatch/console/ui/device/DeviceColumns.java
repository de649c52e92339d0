package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.live.LiveColumn.Presence.ALWAYS;
import static dev.edgewatch.console.ui.live.LiveColumn.Presence.CHOSEN;
import static dev.edgewatch.console.ui.live.LiveColumn.Presence.STANDARD;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Cell;
import dev.edgewatch.console.ui.live.LiveColumn;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.RegionMarks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be seen of a device in a list. */
final class DeviceColumns {
  private static final String HARDWARE = "status.device_info.hardware_information.system.";
  private static final int LABELS_SHOWN = 2;

  private static final String GLYPH = Icon.svg("status-${item.state}", "g");
  private static final String STATUS =
      "<span class=\"ew-st ${item.state}\" data-testid=\"status-${item.id}\">"
          + GLYPH
          + "${item.word}</span>"
          + "${item.was ? html`<span class=\"ew-was\">${item.was}</span>` : ''}";
  private static final String SINCE =
      "${item.held ? html`<ew-age data-form=\"as-of\" data-since=${item.held}></ew-age>`"
          + " : item.since ? html`<ew-age class=\"t2\" data-since=${item.since}></ew-age>`"
          + " : html`<span class=\"t3\">${item.never}</span>`}";
  private static final String REGION =
      "<span class=\"ew-rg ${item.held ? 'lost' : ''}\" style=\"--rc:${item.colour}\">${item.region}</span>";
  private static final String LABELS =
      "${item.labels.map((l) => html`<span class=\"ew-label ${item.held ? 'held' : ''}\">${l.split('=', 1)}=<b>${l.slice(l.indexOf('=') + 1)}</b></span>`)}"
          + "${item.more ? html`<span class=\"ew-label\">+${item.more}</span>` : ''}";

  private final Function<LiveRow, String> address;
  private final RegionMarks marks;

  /**
   * @param address of the row's own page, with the state of the list
   */
  DeviceColumns(Function<LiveRow, String> address, RegionMarks marks) {
    this.address = address;
    this.marks = marks;
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
            name()),
        column("id", "name", "name", "112px", 1, Cell.text("mono t2 s12", "", DeviceColumns::id)),
        column(
            "status", "status.connection_status", "status.connection_status", "212px", 0, status()),
        column(
            "since",
            "status.connection_status_change_time",
            "status.connection_status_change_time",
            "100px",
            0,
            since()),
        new LiveColumn(
            "region", text("device.region"), List.of(), "", "112px", 0, STANDARD, region()),
        column(
            "os",
            "status.device_info.os_version",
            "status.device_info.os_version",
            "76px",
            0,
            Cell.text(
                "",
                text("none.yet"),
                row -> device(row).getStatus().getDeviceInfo().getOsVersion())),
        column(
            "address",
            "status.addresses",
            "",
            "110px",
            0,
            Cell.text("mono s12", text("none"), DeviceColumns::ip)),
        column("labels", "metadata.labels", "", "140px", 4, labels()),
        hidden("product", HARDWARE + "product_name", "140px", row -> system(row).getProductName()),
        hidden("serial", HARDWARE + "serial_number", "150px", row -> system(row).getSerialNumber()),
        hidden(
            "account",
            "spec.service_account",
            "170px",
            row -> last(device(row).getSpec().getServiceAccount())),
        new LiveColumn(
            "created",
            text("device.created.column"),
            List.of("metadata.create_time"),
            "metadata.create_time",
            "104px",
            0,
            CHOSEN,
            created()));
  }

  /** Two lines for a phone: name and age, state and region. */
  Cell compact() {
    return Cell.of(
            "<div class=\"ew-two\"><span class=\"row\"><a class=\"name ellip grow\" href=${item.href}"
                + " data-testid=\"devices-row-${item.id}\">${item.title}</a>"
                + "<span class=\"s12 t2\">"
                + SINCE
                + "</span></span>"
                + "<span class=\"row s12\"><span class=\"row grow\">"
                + STATUS
                + "</span>"
                + REGION
                + "</span></div>")
        .with("href", address::apply)
        .with("title", DeviceColumns::title)
        .with("id", DeviceColumns::id)
        .with("state", row -> shown(row).style())
        .with("word", row -> shown(row).word())
        .with("was", DeviceColumns::was)
        .with("held", row -> row.heldSince().map(since -> since.toEpochMilli()).orElse(null))
        .with("since", row -> millis(device(row).getStatus().getConnectionStatusChangeTime()))
        .with("never", row -> text("never"))
        .with("region", LiveRow::region)
        .with("colour", row -> marks.colour(row.region()));
  }

  private Cell name() {
    return Cell.of(
            "<a class=\"name ellip\" href=${item.href} data-testid=\"devices-row-${item.id}\">${item.title}</a>"
                + "${item.fresh ? html`<span class=\"ew-new-word\">${item.fresh}</span>` : ''}")
        .with("href", address::apply)
        .with("title", DeviceColumns::title)
        .with("id", DeviceColumns::id)
        .with("fresh", row -> row.enteredAt().isPresent() ? text("new") : null);
  }

  private static Cell status() {
    return Cell.of(STATUS)
        .with("id", DeviceColumns::id)
        .with("state", row -> shown(row).style())
        .with("word", row -> shown(row).word())
        .with("was", DeviceColumns::was);
  }

  private static Cell since() {
    return Cell.of(SINCE)
        .with("held", row -> row.heldSince().map(since -> since.toEpochMilli()).orElse(null))
        .with("since", row -> millis(device(row).getStatus().getConnectionStatusChangeTime()))
        .with("never", row -> text("never"));
  }

  private Cell region() {
    return Cell.of(REGION)
        .with("region", LiveRow::region)
        .with("held", row -> row.heldSince().isPresent())
        .with("colour", row -> marks.colour(row.region()));
  }

  private static Cell labels() {
    return Cell.of(LABELS)
        .with(
            "labels",
            row ->
                device(row).getMetadata().getLabelsMap().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .limit(LABELS_SHOWN)
                    .map(label -> label.getKey() + "=" + label.getValue())
                    .toList())
        .with("held", row -> row.heldSince().isPresent())
        .with(
            "more", row -> Math.max(0, device(row).getMetadata().getLabelsCount() - LABELS_SHOWN));
  }

  private static Cell created() {
    return Cell.of("<ew-age class=\"t2\" data-since=${item.at}></ew-age>")
        .with("at", row -> millis(device(row).getMetadata().getCreateTime()));
  }

  private static LiveColumn column(
      String key, String path, String orderBy, String width, int grow, Cell cell) {
    return new LiveColumn(
        key, text("device." + key), List.of(path), orderBy, width, grow, STANDARD, cell);
  }

  private static LiveColumn hidden(
      String key, String path, String width, Function<LiveRow, @Nullable Object> value) {
    return new LiveColumn(
        key,
        text("device." + key),
        List.of(path),
        path,
        width,
        1,
        CHOSEN,
        Cell.text("", text("none"), value));
  }

  private static Connectivity shown(LiveRow row) {
    return row.heldSince().isPresent() ? Connectivity.UNKNOWN : Connectivity.reported(device(row));
  }

  private static @Nullable Object was(LiveRow row) {
    return row.heldSince().isPresent()
        ? text("device.was", Connectivity.reported(device(row)).word().toLowerCase(Locale.ENGLISH))
        : null;
  }

  static String title(LiveRow row) {
    String title = device(row).getDisplayName();
    return title.isEmpty() ? id(row) : title;
  }

  static String id(LiveRow row) {
    return last(row.name());
  }

  private static String ip(LiveRow row) {
    return device(row).getStatus().getAddressesCount() == 0
        ? ""
        : device(row).getStatus().getAddresses(0).getAddress();
  }

  private static Device.Status.DeviceInfo.HardwareInformation.System system(LiveRow row) {
    return device(row).getStatus().getDeviceInfo().getHardwareInformation().getSystem();
  }

  private static @Nullable Object millis(Timestamp time) {
    return time.equals(Timestamp.getDefaultInstance()) ? null : Timestamps.toMillis(time);
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  static Device device(LiveRow row) {
    return (Device) row.resource();
  }
}
