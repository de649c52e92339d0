package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.access.Decision.Lack;
import dev.edgewatch.access.Point;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.Locale;

/** The role that comes nearest, point by point against what is needed. */
final class NearMissTable extends Composite<Section> {
  private static final String REGION = "regions/";

  private final Verdict.Near near;

  /**
   * @param roles how many roles the reader has here
   */
  NearMissTable(Verdict.Denied denied, Verdict.Near near, int roles) {
    this.near = near;
    getContent().addClassName("ew-near");
    getContent()
        .add(
            Parts.div("ew-near-head", new Icon("key-round"), new H2(text("near.title")), of(roles)),
            Parts.div("s13 t2", new Span(AccessWords.nearest(denied))),
            table());
    if (near.why() != Lack.SCOPE) {
      getContent()
          .add(
              Parts.div(
                  "s12 t3 ew-near-from",
                  new Span(text("near.from") + " "),
                  Parts.span("mono", near.binding())));
    }
    Parts.testId(this, "access-nearest");
  }

  private static Span of(int roles) {
    return Parts.span("end s12 t3", roles > 1 ? text("near.of", roles) : "");
  }

  private Component table() {
    NativeTableRow head = new NativeTableRow();
    head.add(header("near.point", "sr"), header("near.needed", ""), header("near.granted", ""));
    NativeTableBody body = new NativeTableBody();
    near.points().forEach(point -> body.add(row(point)));
    NativeTable table = new NativeTable(new NativeTableHeader(head), body);
    table.getElement().setAttribute("aria-label", text("near.title"));
    return table;
  }

  private static NativeTableHeaderCell header(String key, String classes) {
    NativeTableHeaderCell cell = new NativeTableHeaderCell(Parts.span(classes, text(key)));
    cell.getElement().setAttribute("scope", "col");
    return cell;
  }

  private NativeTableRow row(Point point) {
    String fit = point.fit().name().toLowerCase(Locale.ROOT);
    NativeTableHeaderCell what = new NativeTableHeaderCell(mark(fit), new Span(called(point)));
    what.getElement().setAttribute("scope", "row");
    NativeTableRow row =
        new NativeTableRow(
            what, new NativeTableCell(needed(point)), new NativeTableCell(granted(point)));
    row.addClassName(fit);
    return Parts.testId(row, "near-" + point.aspect().name().toLowerCase(Locale.ROOT));
  }

  private static Component mark(String fit) {
    String icon =
        switch (fit) {
          case "meets" -> "check";
          case "fails" -> "x";
          default -> "circle-question-mark";
        };
    return Parts.span("ew-fit", new Icon(icon), Parts.span("sr", text("near.fit." + fit)));
  }

  private static String called(Point point) {
    return switch (point.aspect()) {
      case PERMISSION -> text("near.permission");
      case SCOPE -> text(point.needed().startsWith("projects/") ? "near.project" : "near.scope");
      case PART -> text(isRegion(point) ? "near.region" : "near.part");
      case FIELD -> point.needed();
      case CALL -> text("near.call");
    };
  }

  private static Span needed(Point point) {
    return switch (point.aspect()) {
      case PERMISSION -> Parts.span("mono s12", Permissions.spoken(point.needed()));
      case SCOPE -> Parts.span("mono s12", AccessWords.place(point.needed()));
      case PART ->
          new Span(point.needed().isEmpty() ? text("near.all") : part(point, point.needed()));
      case FIELD -> Parts.span("t3", text("near.resource"));
      case CALL -> new Span(point.needed().isEmpty() ? text("near.unknown") : point.needed());
    };
  }

  private Span granted(Point point) {
    return switch (point.aspect()) {
      case PERMISSION -> new Span(text("near.in", near.role()));
      case SCOPE -> Parts.span("mono s12", AccessWords.place(point.granted()));
      case PART ->
          new Span(
              point.granted().isEmpty()
                  ? text("near.any")
                  : text("near.only", part(point, point.granted())));
      case FIELD, CALL -> new Span(text("near.only", point.granted()));
    };
  }

  /** Regions are known by their ids, all else by names. */
  private static String part(Point point, String name) {
    return isRegion(point) ? name.substring(REGION.length()) : name;
  }

  private static boolean isRegion(Point point) {
    return isRegion(point.needed()) && isRegion(point.granted());
  }

  private static boolean isRegion(String name) {
    return name.isEmpty() || (name.startsWith(REGION) && name.indexOf('/', REGION.length()) < 0);
  }
}
