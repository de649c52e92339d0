package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.live.RowAction.Kind.DANGER;
import static dev.edgewatch.console.ui.live.RowAction.Kind.USUAL;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.access.ClosedPage;
import dev.edgewatch.console.ui.access.Guarded;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.access.ReaderNote;
import dev.edgewatch.console.ui.access.TenantPlaces;
import dev.edgewatch.console.ui.form.CreateForm;
import dev.edgewatch.console.ui.form.ResourceForm;
import dev.edgewatch.console.ui.live.AddressCheck;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.ListSpec;
import dev.edgewatch.console.ui.live.ListState;
import dev.edgewatch.console.ui.live.LiveList;
import dev.edgewatch.console.ui.live.RowAction;
import dev.edgewatch.console.ui.live.Selection;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.console.ui.personal.ViewsPlace;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The live list of a type with the chosen resource beside it: the page of every type. */
public final class ListAndPane extends Composite<MasterDetailLayout> {
  private static final String ANY_REGION = "/regions/-";

  private final ConsoleSession session;
  private final DrainTimer timer;
  private final Clock clock;
  private final Place place;
  private final RegionMarks marks;
  private final ResourceActions actions;
  private final Possible possible;
  private final PageAccess access;
  private final Guarded creating;
  private final Div creation = Parts.div("row");
  private final LiveList list;
  private ListState state = ListState.STANDARD;
  private @Nullable ResourcePane pane;

  /**
   * What the page is of.
   *
   * @param parent with wildcards
   * @param look how its resources look
   * @param scope id of the project or whatever is above all of the list, for names of files
   */
  public record Place(
      ResourceType type, String parent, ListAddress address, ResourceLook look, String scope) {}

  public ListAndPane(ConsoleSession session, Place place, DrainTimer timer, Clock clock) {
    this.session = session;
    this.place = place;
    this.timer = timer;
    this.clock = clock;
    this.marks = new RegionMarks(session.environment());
    this.possible = new Possible(session, place.type());
    this.access = new PageAccess(this, session, timer, PageAccess.scopeOf(place.parent()));
    this.creating = access.guard(() -> access.mayAny(permission(StandardMethod.CREATE), parents()));
    this.actions =
        new ResourceActions(
            session, place.type(), place.look()::deletionEffect, marks, timer, clock, this::sent);
    creation.add(creationButton());
    ListSpec spec = spec();
    this.list =
        new LiveList(
            session, spec, timer, clock, this::stateChosen, row -> go(row.name(), "overview"));
    access.onChange(list::retryDenied);
    list.explain(new ReaderNote(access, this::changes));
    MasterDetailLayout layout = getContent();
    layout.addClassName("ew-split");
    layout.setSizeFull();
    layout.setMasterSize("min(560px, 100vw)", true);
    layout.setDetailSize("min(640px, 100vw)");
    layout.addBackdropClickListener(click -> closePane());
    layout.addDetailEscapePressListener(key -> closePane());
    layout.setMaster(list);
  }

  /**
   * Shows what an address says.
   *
   * @param name of the resource to show beside the list, empty for none
   */
  public void show(QueryParameters query, String name, String tab) {
    AddressCheck check =
        AddressCheck.of(place.type(), ListState.of(query), place.look().columns(links()));
    state = check.understood();
    list.note(check.dropped());
    list.show(state);
    place.type().findName(name).ifPresentOrElse(one -> open(one, tab), this::hidePane);
  }

  private ListSpec spec() {
    ResourceLook look = place.look();
    RowLinks links = links();
    return new ListSpec(
        place.type(),
        place.parent(),
        place.type().plural(),
        look.columns(links),
        look.standardOrder(),
        look.beside(),
        look.compact(links),
        look.always(),
        creation,
        this::bulk,
        this::rowMenu,
        look::found,
        place.scope(),
        new ViewsPlace(
            place.scope() + "/" + place.type().fullName(),
            place.address().path(),
            place.type(),
            place.parent()),
        this::denied);
  }

  private String permission(StandardMethod method) {
    return Permissions.of(place.type(), method);
  }

  /** The parents that the list stands for, one for each region that its names can have. */
  @SuppressWarnings("NullAway") // asked before the list is there, too
  private List<String> parents() {
    if (!place.parent().contains(ANY_REGION)) {
      return List.of(place.parent());
    }
    List<String> regions = list == null ? List.of() : list.regions();
    if (regions.isEmpty()) {
      regions = session.environment().regions().stream().map(Environment.Region::id).toList();
    }
    return regions.stream()
        .map(region -> place.parent().replace(ANY_REGION, "/regions/" + region))
        .toList();
  }

  private List<Verdict> changes() {
    return StandardMethod.of(place.type()).stream()
        .filter(StandardMethod::writes)
        .map(method -> access.mayAny(permission(method), parents()))
        .toList();
  }

  /** The regions have refused, whatever is known here of what the reader holds. */
  private Component denied() {
    String permission = permission(StandardMethod.WATCH_MANY);
    var denied =
        access.mayAny(permission, parents()) instanceof Verdict.Denied known
            ? known
            : new Verdict.Denied(permission, place.parent(), access.scope(), Optional.empty());
    return new ClosedPage(TypeNames.title(place.type()), access, denied);
  }

  private RowLinks links() {
    return new RowLinks(
        row -> place.address().link(row.name(), state), row -> isAwaited(row.name()), marks);
  }

  @SuppressWarnings("NullAway") // drawn only once the list is there
  private boolean isAwaited(String name) {
    return list != null && list.isAwaited(name);
  }

  /** Puts something in front of the button that creates. */
  public void beforeCreation(Component part) {
    creation.addComponentAsFirst(part);
  }

  private Component creationButton() {
    if (TenantPlaces.areOf(place.type())) {
      return new TenantCreation(session, timer, clock, place.type(), actions);
    }
    String key = TypeNames.key(place.type());
    return possible.explained(
        StandardMethod.CREATE,
        creating.on(
            Parts.primary(
                text("resource.create", TypeNames.one(place.type())),
                "plus",
                "create-" + key,
                () -> creating.act(this::create))));
  }

  private void create() {
    List<Environment.Region> regions =
        list.regions().stream()
            .flatMap(id -> session.environment().region(id).stream())
            .filter(region -> !region.disabled())
            .toList();
    var around = new ResourceForm.Around(session, timer, clock, marks);
    var plan = CreateForm.Plan.open(place.type(), place.parent(), regions);
    new CreateDialog(plan, around, actions, created -> {}).open();
  }

  private List<RowAction> rowMenu(LiveRow row) {
    List<RowAction> menu = new ArrayList<>();
    if (row.gone().isEmpty()) {
      menu.add(new RowAction("open", text("row.open"), USUAL, one -> go(one.name(), "overview")));
      if (possible.update().isEmpty()) {
        Guarded editing = guard(StandardMethod.UPDATE, List.of(row.name()));
        menu.add(
            new RowAction(
                "edit",
                text("row.edit"),
                USUAL,
                editing.whyNot(),
                one -> editing.act(() -> go(one.name(), "configuration"))));
      }
    }
    menu.add(new RowAction("copy", text("row.copy"), USUAL, one -> copy(TypeNames.id(one.name()))));
    if (row.gone().isEmpty() && possible.whyNot(StandardMethod.DELETE).isEmpty()) {
      Guarded deleting = guard(StandardMethod.DELETE, List.of(row.name()));
      menu.add(
          new RowAction(
              "delete",
              actions.deletion(1),
              DANGER,
              deleting.whyNot(),
              one -> deleting.act(() -> actions.delete(List.of(one.name()), () -> {}))));
    }
    return menu;
  }

  /** For something that is shown for a moment. */
  private Guarded guard(StandardMethod method, List<String> names) {
    return access.once(() -> access.mayAll(permission(method), names));
  }

  private static void copy(String id) {
    UI.getCurrent().getPage().executeJs("navigator.clipboard?.writeText($0)", id);
  }

  private List<Component> bulk(Selection selection) {
    List<String> names = selection.present().stream().map(LiveRow::name).toList();
    Guarded deleting = guard(StandardMethod.DELETE, names);
    var delete =
        deleting.on(
            Parts.button(
                actions.deletion(names.size()),
                "trash-2",
                "bulk-delete",
                () -> deleting.act(() -> actions.delete(names, selection::clear))));
    delete.addClassName("danger");
    return List.of(possible.explained(StandardMethod.DELETE, delete));
  }

  private void open(ResourceName name, String tab) {
    list.showOpen(name.text());
    ResourcePane open = pane;
    if (open == null || !open.shows(name.text())) {
      open =
          new ResourcePane(
              session, name, place.look(), timer, clock, marks, actions, new PaneMoves());
      pane = open;
      getContent().setDetail(open);
      list.focusRow(name.id());
    }
    open.openTab(tab);
  }

  private void hidePane() {
    list.showOpen("");
    if (pane != null) {
      list.focusRow(pane.resource().id());
      getContent().setDetail(null);
      pane = null;
    }
  }

  private void closePane() {
    UI.getCurrent().navigate(place.address().path(), place.address().query(state));
  }

  private void go(String name, String tab) {
    UI.getCurrent().navigate(place.address().path(name, tab), place.address().query(state));
  }

  private void stateChosen(ListState chosen) {
    state = chosen;
    ListAddress address = place.address();
    String path = pane == null ? address.path() : address.path(pane.resource().text(), pane.tab());
    UI.getCurrent()
        .getPage()
        .getHistory()
        .replaceState(null, new Location(path, address.query(chosen)));
  }

  private void sent(String name, Position position, Runnable onSeen) {
    list.await(name, position, onSeen);
  }

  /** What the pane asks of the page it stands in. */
  private final class PaneMoves implements ResourcePane.Moves {
    @Override
    public void close() {
      closePane();
    }

    @Override
    public Optional<String> place(String name) {
      return list.place(name);
    }

    @Override
    public void tab(String name, String tab) {
      go(name, tab);
    }

    @Override
    public void step(String name, int by) {
      list.neighbour(name, by)
          .ifPresent(row -> go(row.name(), pane == null ? "overview" : pane.tab()));
    }
  }
}
