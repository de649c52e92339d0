package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.live.RowAction.Kind.DANGER;
import static dev.edgewatch.console.ui.live.RowAction.Kind.USUAL;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.ConsoleLayout;
import dev.edgewatch.console.ui.live.AddressCheck;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.ListSpec;
import dev.edgewatch.console.ui.live.ListState;
import dev.edgewatch.console.ui.live.LiveList;
import dev.edgewatch.console.ui.live.RowAction;
import dev.edgewatch.console.ui.live.Selection;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.ResourceType;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a project, live, with the chosen one beside them. Device ids are unique per region
 * only, so the address of a device carries its region: {@code …/devices/{region}/{device}/{tab}}.
 */
@Route(
    value = "organizations/:organization/projects/:project/devices/:region?/:device?/:tab?",
    layout = ConsoleLayout.class)
@PermitAll
public final class DevicesView extends Composite<MasterDetailLayout>
    implements BeforeEnterObserver, HasDynamicTitle {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final Clock clock;
  private final RegionMarks marks;
  private final ResourceType type;
  private final DeviceActions actions;
  private ListAddress address = new ListAddress("", "");
  private ListState state = ListState.STANDARD;
  private @Nullable LiveList list;
  private @Nullable DevicePane pane;

  DevicesView(ConsoleSessions sessions, DrainTimer timer, Clock clock) {
    this.session = sessions.current();
    this.timer = timer;
    this.clock = clock;
    this.marks = new RegionMarks(session.environment());
    this.type = session.catalog().type("devices.edgelq.com/Device");
    this.actions = new DeviceActions(session, marks, clock, this::sent);
    MasterDetailLayout layout = getContent();
    layout.addClassName("ew-split");
    layout.setSizeFull();
    layout.setMasterSize("min(560px, 100vw)", true);
    layout.setDetailSize("min(640px, 100vw)");
    layout.addBackdropClickListener(click -> closePane());
    layout.addDetailEscapePressListener(key -> closePane());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent entering) {
    RouteParameters parameters = entering.getRouteParameters();
    ListAddress entered =
        new ListAddress(
            parameters.get("organization").orElseThrow(), parameters.get("project").orElseThrow());
    if (list == null || !entered.equals(address)) {
      address = entered;
      list = newList();
      getContent().setMaster(list);
    }
    AddressCheck check =
        AddressCheck.of(
            type, ListState.of(entering.getLocation().getQueryParameters()), columns().all());
    state = check.understood();
    list.note(check.dropped());
    list.show(state);
    Optional<DeviceName> chosen =
        parameters
            .get("region")
            .flatMap(
                region ->
                    parameters
                        .get("device")
                        .map(device -> new DeviceName(address.project(), region, device)));
    chosen.ifPresentOrElse(
        device -> open(device, parameters.get("tab").orElse("overview")), this::hidePane);
  }

  @Override
  public String getPageTitle() {
    return text("devices.title") + " · " + address.project();
  }

  private LiveList newList() {
    Component create = Parts.primary(text("device.create"), "plus", "create-device", this::create);
    DeviceColumns columns = columns();
    ListSpec spec =
        new ListSpec(
            type,
            "projects/" + address.project() + "/regions/-",
            "devices",
            columns.all(),
            "display_name",
            Set.of("name", "status", "since", "region"),
            columns.compact(),
            Set.of("name", "display_name"),
            create,
            this::bulk,
            this::rowMenu,
            DeviceColumns::found,
            address.project());
    return new LiveList(
        session, spec, timer, clock, this::stateChosen, row -> go(row.name(), "overview"));
  }

  private DeviceColumns columns() {
    return new DeviceColumns(
        row -> address.link(row.name(), state),
        row -> list != null && list.isAwaited(row.name()),
        marks);
  }

  private void create() {
    if (list != null) {
      actions.create(address.project(), list.regions());
    }
  }

  private List<RowAction> rowMenu(LiveRow row) {
    RowAction open =
        new RowAction("open", text("row.open"), USUAL, one -> go(one.name(), "overview"));
    RowAction edit =
        new RowAction("edit", text("row.edit"), USUAL, one -> go(one.name(), "configuration"));
    RowAction copy =
        new RowAction("copy", text("row.copy"), USUAL, one -> copy(DeviceFacts.id(one)));
    RowAction delete =
        new RowAction(
            "delete",
            text("device.delete"),
            DANGER,
            one -> actions.delete(List.of(one.name()), () -> {}));
    return row.gone().isPresent() ? List.of(copy) : List.of(open, edit, copy, delete);
  }

  private static void copy(String id) {
    UI.getCurrent().getPage().executeJs("navigator.clipboard?.writeText($0)", id);
  }

  private List<Component> bulk(Selection selection) {
    int count = selection.present().size();
    var delete =
        Parts.button(
            text("devices.delete", count),
            "trash-2",
            "bulk-delete",
            () ->
                actions.delete(
                    selection.present().stream().map(LiveRow::name).toList(), selection::clear));
    delete.addClassName("danger");
    return List.of(delete);
  }

  private void open(DeviceName device, String tab) {
    if (list != null) {
      list.showOpen(device.text());
    }
    if (pane == null || !pane.shows(device)) {
      pane = new DevicePane(session, type, device, timer, clock, marks, actions, new PaneMoves());
      getContent().setDetail(pane);
      if (list != null) {
        list.focusRow(device.device());
      }
    }
    pane.openTab(tab);
  }

  private void hidePane() {
    if (list != null) {
      list.showOpen("");
    }
    if (pane != null) {
      if (list != null) {
        list.focusRow(pane.device().device());
      }
      getContent().setDetail(null);
      pane = null;
    }
  }

  private void closePane() {
    UI.getCurrent().navigate(address.path(), state.query());
  }

  private void go(String name, String tab) {
    UI.getCurrent().navigate(address.path(name, tab), state.query());
  }

  private void stateChosen(ListState chosen) {
    state = chosen;
    String path = pane == null ? address.path() : address.path(pane.device().text(), pane.tab());
    UI.getCurrent().getPage().getHistory().replaceState(null, new Location(path, chosen.query()));
  }

  private void sent(String name, Position position, Runnable onSeen) {
    if (list != null) {
      list.await(name, position, onSeen);
    }
  }

  /** What the pane asks of the page it stands in. */
  private final class PaneMoves implements DevicePane.Moves {
    @Override
    public void close() {
      closePane();
    }

    @Override
    public Optional<String> place(String name) {
      return list == null ? Optional.empty() : list.place(name);
    }

    @Override
    public void tab(String name, String tab) {
      go(name, tab);
    }

    @Override
    public void step(String name, int by) {
      if (list != null) {
        list.neighbour(name, by)
            .ifPresent(row -> go(row.name(), pane == null ? "overview" : pane.tab()));
      }
    }
  }
}
