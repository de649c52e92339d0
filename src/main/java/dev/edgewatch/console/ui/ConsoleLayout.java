package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouteParameters;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.personal.Pins;
import dev.edgewatch.console.ui.personal.ViewsPlace;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The frame of all pages: where you are, what there is, whether the regions answer, and who you
 * are.
 */
@PermitAll
public class ConsoleLayout extends AppLayout implements AfterNavigationObserver {
  private static final String BINDINGS = "iam.edgelq.com/RoleBinding";

  private final ConsoleSession session;
  private final Scopes scopes;
  private final ScopePicker picker;
  private final RegionHealthMark health;
  private final SideNav fleet = nav("nav.fleet");
  private final SideNav reach = nav("nav.access");
  private final SideNav operate = nav("nav.operate");
  private final SavedViewsNav views;
  private final PageAccess access;
  private final Map<SideNavItem, ResourceType> lists = new LinkedHashMap<>();
  private Optional<SideNavItem> members = Optional.empty();

  ConsoleLayout(ConsoleSessions sessions, DrainTimer timer, NewProject newProject) {
    session = sessions.current();
    scopes = new Scopes(session, timer);
    picker = new ScopePicker(scopes, newProject);
    health = new RegionHealthMark(scopes);
    views = new SavedViewsNav(session, timer);
    access = new PageAccess(this, session, timer, "");
    access.onChange(this::hideClosed);
    access.onChange(this::countRequests);
    Parts.testId(this, "app");
    setPrimarySection(Section.NAVBAR);
    DrawerToggle toggle = new DrawerToggle();
    toggle.setAriaLabel(text("menu"));
    addToNavbar(
        toggle,
        brand(),
        picker,
        Parts.div("app-fill"),
        health,
        new UserMenu(session.person(), sessions),
        new SessionMark(session.life()));
    addToDrawer(Parts.div("app-menu", fleet, reach, operate, views));
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    RouteParameters parameters = event.getRouteParameters();
    String organization = parameters.get("organization").orElse("");
    String project = parameters.get("project").orElse("");
    String scope = "organizations/" + organization + "/projects/" + project;
    picker.show(organization, project);
    if (!project.isEmpty()) {
      Pins.of(UI.getCurrentOrThrow(), session).enter(project);
    }
    fleet.removeAll();
    reach.removeAll();
    operate.removeAll();
    lists.clear();
    members = Optional.empty();
    access.follow(tenant(organization, project));
    if (!project.isEmpty()) {
      fleet.addItem(list("devices", "cpu", scope + "/devices", "devices.edgelq.com/Device"));
      String types = scope + "/types/iam.edgelq.com/";
      addReach(scope);
      reach.addItem(
          list(
              "accounts", "key-round", types + "serviceAccounts", "iam.edgelq.com/ServiceAccount"));
      reach.addItem(list("conditions", "route", types + "conditions", "iam.edgelq.com/Condition"));
      operate.addItem(item("regions", "globe", scope + "/regions"));
      operate.addItem(item("types", "boxes", scope + "/types"));
    } else {
      String above = organization.isEmpty() ? "" : "organizations/" + organization;
      fleet.addItem(item("projects", "boxes", ""));
      fleet.addItem(item("types", "boxes", above.isEmpty() ? "types" : above + "/types"));
      if (!above.isEmpty()) {
        addReach(above);
      }
    }
    fleet.setLabel(project.isEmpty() ? null : text("nav.fleet"));
    operate.setVisible(!project.isEmpty());
    hideClosed();
    countRequests();
    views.show(project.isEmpty() ? "" : scope, () -> devices(scope, project));
  }

  private static String tenant(String organization, String project) {
    if (!project.isEmpty()) {
      return "projects/" + project;
    }
    return organization.isEmpty() ? "" : "organizations/" + organization;
  }

  /** What leads to who may do what, in a project as in an organization. */
  private void addReach(String scope) {
    String types = scope + "/types/iam.edgelq.com/";
    SideNavItem answering = list("members", "users", scope + "/members", BINDINGS);
    members = Optional.of(answering);
    reach.addItem(answering);
    reach.addItem(list("roles", "shield-check", types + "roles", "iam.edgelq.com/Role"));
    reach.addItem(list("bindings", "link", types + "roleBindings", BINDINGS));
    reach.addItem(list("groups", "users-round", types + "groups", "iam.edgelq.com/Group"));
  }

  private ViewsPlace devices(String scope, String project) {
    ResourceType type = session.catalog().type("devices.edgelq.com/Device");
    return new ViewsPlace(
        project + "/" + type.fullName(),
        scope + "/devices",
        type,
        "projects/" + project + "/regions/-");
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    super.onAttach(attached);
    scopes.open(attached.getUI());
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    scopes.close();
    super.onDetach(detached);
  }

  private static Anchor brand() {
    Image logo = new Image("theme/edgewatch/logo.svg", "");
    Anchor brand = new Anchor("", logo, new Span(text("product")));
    brand.addClassName("app-brand");
    return brand;
  }

  private static SideNav nav(String label) {
    SideNav nav = new SideNav(text(label));
    nav.addClassName("app-nav");
    return nav;
  }

  private SideNavItem list(String key, String icon, String path, String type) {
    SideNavItem item = item(key, icon, path);
    lists.put(item, session.catalog().type(type));
    return item;
  }

  /** What one may not list at all is not in the menu; its address says why. */
  private void hideClosed() {
    lists.forEach((item, type) -> item.setVisible(mayList(type)));
    reach.setVisible(reach.getItems().stream().anyMatch(SideNavItem::isVisible));
  }

  /** What waits for an answer is counted where it is answered. */
  private void countRequests() {
    int waiting = access.mine().map(MyAccess::toAnswer).orElse(List.of()).size();
    members.ifPresent(item -> item.setSuffixComponent(waiting == 0 ? null : badge(waiting)));
  }

  private static Span badge(int waiting) {
    Span badge = Parts.span("ew-nav-count", String.valueOf(waiting));
    badge.getElement().setAttribute("title", text("requests.waiting", waiting));
    return Parts.testId(badge, "nav-members-waiting");
  }

  private boolean mayList(ResourceType type) {
    String scope = access.scope();
    List<String> parents =
        type.regional()
            ? session.environment().regions().stream()
                .map(region -> scope + "/regions/" + region.id())
                .toList()
            : List.of(scope);
    return access.mayAny(Permissions.of(type, StandardMethod.WATCH_MANY), parents).isOffered();
  }

  private static SideNavItem item(String key, String icon, String path) {
    SideNavItem item = new SideNavItem(text("nav." + key), path, new Icon(icon));
    item.setMatchNested(!path.isEmpty());
    return Parts.testId(item, "nav-" + key);
  }
}
