package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Cell;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.RegionMarks;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the cells of a device are drawn: Lit templates over values that the server computes. */
final class DeviceCells {
  private static final int LABELS_SHOWN = 2;

  private static final String NAME =
      "<a class=\"name ellip ${item.left ? 'gone' : ''}\" href=${item.href} data-testid=\"devices-row-${item.id}\">${item.title}</a>"
          + "${item.fresh ? html`<span class=\"ew-new-word\">${item.fresh}</span>` : ''}"
          + "${item.yours ? html`<span class=\"ew-yours\" data-testid=\"yours-${item.id}\">"
          + Icon.svg("check", "i")
          + "${item.yours}</span>` : ''}";
  private static final String STATUS =
      "${item.gone ? html`<span class=\"ew-gone-word\" data-testid=\"gone-${item.id}\">${item.gone}</span>` : html`"
          + "<span class=\"ew-st ${item.state}\" data-testid=\"status-${item.id}\">"
          + Icon.svg("status-${item.state}", "g")
          + "${item.word}</span>"
          + "${item.was ? html`<span class=\"ew-was\">${item.was}</span>` : ''}`}";
  private static final String SINCE =
      "${item.held ? html`<ew-age data-form=\"as-of\" data-since=${item.held}></ew-age>`"
          + " : item.since ? html`<ew-age class=\"t2\" data-since=${item.since}></ew-age>`"
          + " : html`<span class=\"t3\">${item.never}</span>`}";
  private static final String REGION =
      "<span class=\"ew-rg ${item.held ? 'lost' : ''}\" style=\"--rc:${item.colour}\">${item.region}</span>";
  private static final String LABELS =
      "${item.labels.map((l) => html`<span class=\"ew-label ${item.held ? 'held' : ''}\">${l.split('=', 1)}=<b>${l.slice(l.indexOf('=') + 1)}</b></span>`)}"
          + "${item.more ? html`<span class=\"ew-label\">+${item.more}</span>` : ''}";
  private static final String COMPACT =
      "<div class=\"ew-two\"><span class=\"row\">"
          + "<a class=\"name ellip grow\" href=${item.href} data-testid=\"devices-row-${item.id}\">${item.title}</a>"
          + "<span class=\"s12 t2\">"
          + SINCE
          + "</span></span><span class=\"row s12\"><span class=\"row grow\">"
          + STATUS
          + "</span>"
          + REGION
          + "</span></div>";

  private final Function<LiveRow, String> address;
  private final Predicate<LiveRow> awaited;
  private final RegionMarks marks;

  DeviceCells(Function<LiveRow, String> address, Predicate<LiveRow> awaited, RegionMarks marks) {
    this.address = address;
    this.awaited = awaited;
    this.marks = marks;
  }

  Cell name() {
    return named(Cell.of(NAME))
        .with("left", row -> row.gone().isPresent())
        .with("fresh", row -> isNew(row) ? text("new") : null)
        .with("yours", row -> awaited.test(row) ? text("yours") : null);
  }

  private static boolean isNew(LiveRow row) {
    return row.enteredAt().isPresent() && row.gone().isEmpty();
  }

  Cell status() {
    return withStatus(Cell.of(STATUS)).with("id", DeviceFacts::id);
  }

  Cell since() {
    return withSince(Cell.of(SINCE));
  }

  Cell region() {
    return withRegion(Cell.of(REGION)).with("held", row -> row.heldSince().isPresent());
  }

  /** Two lines for a phone: name and age, state and region. */
  Cell compact() {
    return withRegion(withSince(withStatus(named(Cell.of(COMPACT)))));
  }

  Cell labels() {
    return Cell.of(LABELS)
        .with(
            "labels",
            row ->
                DeviceFacts.device(row).getMetadata().getLabelsMap().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .limit(LABELS_SHOWN)
                    .map(label -> label.getKey() + "=" + label.getValue())
                    .toList())
        .with("held", row -> row.heldSince().isPresent())
        .with(
            "more",
            row ->
                Math.max(0, DeviceFacts.device(row).getMetadata().getLabelsCount() - LABELS_SHOWN));
  }

  Cell created() {
    return Cell.of("<ew-age class=\"t2\" data-since=${item.at}></ew-age>")
        .with(
            "at", row -> DeviceFacts.millis(DeviceFacts.device(row).getMetadata().getCreateTime()));
  }

  private Cell named(Cell cell) {
    return cell.with("href", address::apply)
        .with("title", DeviceFacts::title)
        .with("id", DeviceFacts::id);
  }

  private static Cell withStatus(Cell cell) {
    return cell.with("state", row -> shown(row).style())
        .with("word", row -> shown(row).word())
        .with("was", DeviceCells::was)
        .with("gone", DeviceCells::gone);
  }

  private static Cell withSince(Cell cell) {
    return cell.with("held", row -> row.heldSince().map(Instant::toEpochMilli).orElse(null))
        .with("since", DeviceCells::sinceMillis)
        .with("never", row -> text("never"));
  }

  private Cell withRegion(Cell cell) {
    return cell.with("region", LiveRow::region).with("colour", row -> marks.colour(row.region()));
  }

  private static @Nullable Object sinceMillis(LiveRow row) {
    return row.gone().isPresent()
        ? (Object) row.gone().get().at().toEpochMilli()
        : DeviceFacts.millis(DeviceFacts.device(row).getStatus().getConnectionStatusChangeTime());
  }

  /** Why the row is not part of the list any more. */
  private static @Nullable Object gone(LiveRow row) {
    return row.gone()
        .map(gone -> text("gone." + gone.why().name().toLowerCase(Locale.ROOT)))
        .orElse(null);
  }

  private static Connectivity shown(LiveRow row) {
    return row.heldSince().isPresent()
        ? Connectivity.UNKNOWN
        : Connectivity.reported(DeviceFacts.device(row));
  }

  private static @Nullable Object was(LiveRow row) {
    return row.heldSince().isPresent()
        ? text(
            "device.was",
            Connectivity.reported(DeviceFacts.device(row)).word().toLowerCase(Locale.ENGLISH))
        : null;
  }
}
