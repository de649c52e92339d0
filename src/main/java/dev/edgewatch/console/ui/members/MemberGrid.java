package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.grid.contextmenu.GridMenuItem;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.console.ui.access.Guarded;
import dev.edgewatch.console.ui.members.MemberRow.Held;
import dev.edgewatch.console.ui.members.MemberRow.Origin;
import dev.edgewatch.console.ui.part.Face;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who has which roles, from where; what is inherited is read only. */
final class MemberGrid extends Composite<Grid<MemberRow>> {
  private static final String WHO =
      "<span class=\"row\" data-testid=\"member-${item.id}\"><span class=\"ew-face ${item.kind} ${item.colour}\">${item.kind === 'user' ? item.initial : item.kind === 'group' ? html`"
          + Icon.svg("users-round", "i s")
          + "` : item.kind === 'service_account' ? html`"
          + Icon.svg("key-round", "i s")
          + "` : html`"
          + Icon.svg("globe", "i s")
          + "`}</span>"
          + "<span class=\"col\"><span class=\"name ellip\">${item.called}</span>"
          + "${item.under ? html`<span class=\"t3 s12 ellip\">${item.under}</span>` : ''}</span></span>";
  private static final String ROLES =
      "<span class=\"row gap4 wrap\">${item.roles.map(role => html`<span class=\"ew-role\">${item.locked ? html`"
          + Icon.svg("lock", "i")
          + "` : ''}${role}</span>`)}</span>";
  private static final String FROM =
      "<span class=\"row gap6 t2\">${item.icon === 'building-2' ? html`"
          + Icon.svg("building-2", "i")
          + "` : item.icon === 'users-round' ? html`"
          + Icon.svg("users-round", "i")
          + "` : html`"
          + Icon.svg("link", "i")
          + "`}${item.href ? html`<a href=${item.href}>${item.from}</a>` : html`<span class=\"ellip\">${item.from}</span>`}</span>";
  private static final String END =
      "${item.locked ? html`<span class=\"row gap4 t3 s12 ew-acts\">"
          + Icon.svg("lock", "i s")
          + "${item.there}</span>` : html`<span class=\"row ew-acts\"><button class=\"ew-dots\" aria-label=${item.menu} data-testid=\"member-menu-${item.id}\""
          + " @click=${(click) => window.edgewatch.rowMenu(click)}>"
          + Icon.svg("ellipsis-vertical", "i")
          + "</button></span>`}";

  private final List<MemberRow> rows = new ArrayList<>();
  private final Acts acts;
  private final Clock clock;

  /** What can be done with a role of a member. */
  interface Acts {
    Guarded changing(Held role);

    Guarded removing(Held role);

    void change(MemberRow row, Held role);

    void remove(MemberRow row, Held role);
  }

  MemberGrid(Acts acts, Clock clock) {
    this.acts = acts;
    this.clock = clock;
    Grid<MemberRow> grid = getContent();
    grid.addClassNames("ew-grid", "ew-people", "ew-members");
    grid.setSelectionMode(Grid.SelectionMode.SINGLE);
    grid.setSizeFull();
    grid.setPartNameGenerator(row -> row.isManagedHere() ? null : "ew-inherited");
    Parts.testId(this, "members-grid");
    column(
        "who",
        "230px",
        2,
        renderer(WHO)
            .withProperty("called", MemberRow::called)
            .withProperty("under", MemberRow::under)
            .withProperty("kind", row -> row.kind().name().toLowerCase(Locale.ROOT))
            .withProperty("initial", MemberGrid::initial)
            .withProperty("colour", MemberGrid::colour));
    column(
        "roles",
        "232px",
        2,
        renderer(ROLES)
            .withProperty("roles", row -> row.roles().stream().map(Held::title).toList())
            .withProperty("locked", row -> !row.isManagedHere()));
    column(
        "from",
        "160px",
        1,
        renderer(FROM)
            .withProperty("icon", row -> icon(row.origin()))
            .withProperty("from", row -> words(row.origin()))
            .withProperty("href", row -> link(row.origin())));
    column(
        "only",
        "150px",
        1,
        LitRenderer.<MemberRow>of("<span class=\"t2 ellip\" title=${item.only}>${item.only}</span>")
            .withProperty("only", MemberGrid::only));
    column(
        "since",
        "110px",
        0,
        LitRenderer.<MemberRow>of(
                "${item.since ? html`<ew-age class=\"t2\" data-form=\"ago\" data-since=${item.since}></ew-age>` : ''}")
            .withProperty("since", MemberGrid::since));
    column(
        "seen",
        "110px",
        0,
        LitRenderer.<MemberRow>of("<span class=\"t2\" title=${item.how}>${item.seen}</span>")
            .withProperty("seen", this::seen)
            .withProperty("how", row -> row.seen().isEmpty() ? "" : text("member.seen.how")));
    column(
        "end",
        "140px",
        0,
        renderer(END)
            .withProperty("locked", row -> !row.isManagedHere())
            .withProperty("there", row -> text("member.managedthere"))
            .withProperty("menu", row -> text("row.menu")));
    grid.setItems(rows).setIdentifierProvider(MemberRow::key);
    addMenu();
  }

  private void column(String key, String width, int grow, LitRenderer<MemberRow> renderer) {
    getContent()
        .addColumn(renderer)
        .setHeader(key.equals("end") ? "" : text("member.column." + key))
        .setWidth(width)
        .setFlexGrow(grow);
  }

  private static LitRenderer<MemberRow> renderer(String template) {
    return LitRenderer.<MemberRow>of(template).withProperty("id", MemberGrid::id);
  }

  /** For robots: the member and, where his roles come from elsewhere, from where. */
  private static String id(MemberRow row) {
    return row.isManagedHere() ? row.member() : row.member() + "-" + words(row.origin());
  }

  private static String initial(MemberRow row) {
    return row.kind() == MemberKind.USER && !row.called().isEmpty()
        ? Face.initial(row.called())
        : "";
  }

  private static String colour(MemberRow row) {
    return row.kind() == MemberKind.USER
        ? Face.colour(row.member().substring(row.member().indexOf(':') + 1))
        : "";
  }

  private static String icon(Origin origin) {
    return switch (origin) {
      case Origin.Here _ -> "link";
      case Origin.Above _ -> "building-2";
      case Origin.OfGroup _ -> "users-round";
    };
  }

  private static String words(Origin origin) {
    return switch (origin) {
      case Origin.Here(var tenant) -> tenant.text("member.here");
      case Origin.Above above -> above.title();
      case Origin.OfGroup group -> text("member.group", group.title());
    };
  }

  private static String link(Origin origin) {
    return origin instanceof Origin.Above(var organization, var _) && !organization.isEmpty()
        ? organization + "/members"
        : "";
  }

  private static String only(MemberRow row) {
    List<String> all = row.roles().stream().map(Held::only).distinct().toList();
    return all.size() > 1
        ? row.roles().stream()
            .filter(role -> !role.only().isEmpty())
            .map(role -> role.title() + ": " + role.only())
            .collect(Collectors.joining("; "))
        : all.getFirst();
  }

  private static Object since(MemberRow row) {
    Optional<Long> first =
        row.roles().stream()
            .flatMap(role -> role.since().stream())
            .min(Instant::compareTo)
            .map(Instant::toEpochMilli);
    return first.<Object>map(millis -> millis).orElse("");
  }

  /** In days: regions do not note it more often. */
  private String seen(MemberRow row) {
    return row.seen()
        .map(at -> text("member.seen", Duration.between(at, clock.instant()).toDays()))
        .orElse("");
  }

  private void addMenu() {
    GridContextMenu<MemberRow> menu = getContent().addContextMenu();
    menu.setDynamicContentHandler(
        row -> {
          menu.removeAll();
          if (row == null || !row.isManagedHere()) {
            return false;
          }
          row.roles().forEach(role -> addItems(menu, row, role));
          return true;
        });
  }

  private void addItems(GridContextMenu<MemberRow> menu, MemberRow row, Held role) {
    String id = Names.last(role.binding());
    Guarded changing = acts.changing(role);
    GridMenuItem<MemberRow> change =
        menu.addItem(
            text("member.change", role.title()),
            click -> changing.act(() -> acts.change(row, role)));
    changing.on(Parts.testId(change, "member-change-" + id));
    Guarded removing = acts.removing(role);
    GridMenuItem<MemberRow> remove =
        menu.addItem(
            text("member.remove", role.title()),
            click -> removing.act(() -> acts.remove(row, role)));
    remove.addClassName("danger");
    removing.on(Parts.testId(remove, "member-remove-" + id));
  }

  /** Shows these; rows that are the same are not sent again. */
  void show(List<MemberRow> next) {
    RowChanges.of(rows, next, MemberRow::key).apply(getContent().getListDataView(), rows, next);
  }
}
