package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Cell;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.console.ui.part.Values;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceType;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the cells of any type are drawn: Lit templates over values that the server computes. */
final class FieldCells {
  private static final String NAME =
      "<a class=\"name ellip ${item.left ? 'gone' : ''}\" href=${item.href} data-testid=\"%1$s-row-${item.id}\">${item.title}</a>"
          + "${item.gone ? html`<span class=\"ew-gone-word\" data-testid=\"gone-${item.id}\">${item.gone}</span>` : ''}"
          + "${item.fresh ? html`<span class=\"ew-new-word\">${item.fresh}</span>` : ''}"
          + "${item.yours ? html`<span class=\"ew-yours\" data-testid=\"yours-${item.id}\">"
          + Icon.svg("check", "i")
          + "${item.yours}</span>` : ''}";
  private static final String REGION =
      "<span class=\"ew-rg ${item.held ? 'lost' : ''}\" style=\"--rc:${item.colour}\">${item.region}</span>";
  private static final String TIME =
      "${item.at ? html`" + Age.TEMPLATE + "` : html`<span class=\"t3\">${item.never}</span>`}";

  private final ResourceType type;
  private final RowLinks links;

  FieldCells(ResourceType type, RowLinks links) {
    this.type = type;
    this.links = links;
  }

  Cell name() {
    return named(Cell.of(NAME.formatted(type.plural())))
        .with("left", row -> row.gone().isPresent())
        .with("gone", FieldCells::gone)
        .with(
            "fresh",
            row -> row.enteredAt().isPresent() && row.gone().isEmpty() ? text("new") : null)
        .with("yours", row -> links.awaited().test(row) ? text("yours") : null);
  }

  Cell region() {
    return withRegion(Cell.of(REGION));
  }

  Cell value(FieldPath path) {
    if (Values.isTimestamp(path.field()) && !path.field().isRepeated()) {
      return Cell.of(TIME).with("at", row -> millis(path, row)).with("never", row -> text("never"));
    }
    return Cell.text("", text("none"), row -> Values.at(path, row.resource()));
  }

  /** Two lines for a phone: name, then id and region. */
  Cell compact() {
    String template =
        "<div class=\"ew-two\"><span class=\"row\">"
            + NAME.formatted(type.plural())
            + "</span><span class=\"row s12\"><span class=\"row grow mono t2\">${item.id}</span>"
            + REGION
            + "</span></div>";
    return withRegion(new Cell(template, name().properties()));
  }

  private Cell named(Cell cell) {
    return cell.with("href", links.address()::apply)
        .with("title", row -> TypeNames.called(type, row.resource(), row.name()))
        .with("id", row -> TypeNames.id(row.name()));
  }

  private Cell withRegion(Cell cell) {
    return cell.with("region", LiveRow::region)
        .with("colour", row -> links.marks().colour(row.region()))
        .with("held", row -> row.heldSince().isPresent());
  }

  private static @Nullable Object gone(LiveRow row) {
    return row.gone()
        .map(gone -> text("gone." + gone.why().name().toLowerCase(Locale.ROOT)))
        .orElse(null);
  }

  private static @Nullable Object millis(FieldPath path, LiveRow row) {
    return path.value(row.resource())
        .flatMap(time -> Values.instant((Message) time))
        .map(Instant::toEpochMilli)
        .orElse(null);
  }
}
