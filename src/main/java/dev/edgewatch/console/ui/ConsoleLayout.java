package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
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
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.personal.ViewsPlace;
import dev.edgewatch.resource.ResourceType;
import jakarta.annotation.security.PermitAll;

/**
 * The frame of all pages: where you are, what there is, whether the regions answer, and who you
 * are.
 */
@PermitAll
public class ConsoleLayout extends AppLayout implements AfterNavigationObserver {
  private final ConsoleSession session;
  private final Scopes scopes;
  private final ScopePicker picker;
  private final RegionHealthMark health;
  private final SideNav fleet = nav("nav.fleet");
  private final SideNav operate = nav("nav.operate");
  private final SavedViewsNav views;

  ConsoleLayout(ConsoleSessions sessions, DrainTimer timer) {
    session = sessions.current();
    scopes = new Scopes(session, timer);
    picker = new ScopePicker(scopes);
    health = new RegionHealthMark(scopes);
    views = new SavedViewsNav(session, timer);
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
    addToDrawer(Parts.div("app-menu", fleet, operate, views));
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    RouteParameters parameters = event.getRouteParameters();
    String organization = parameters.get("organization").orElse("");
    String project = parameters.get("project").orElse("");
    String scope = "organizations/" + organization + "/projects/" + project;
    picker.show(organization, project);
    fleet.removeAll();
    operate.removeAll();
    if (!project.isEmpty()) {
      fleet.addItem(item("devices", "cpu", scope + "/devices"));
      operate.addItem(item("regions", "globe", scope + "/regions"));
      operate.addItem(item("types", "boxes", scope + "/types"));
    } else {
      fleet.addItem(item("projects", "boxes", ""));
      fleet.addItem(
          item(
              "types",
              "boxes",
              organization.isEmpty() ? "types" : "organizations/" + organization + "/types"));
    }
    fleet.setLabel(project.isEmpty() ? null : text("nav.fleet"));
    operate.setVisible(!project.isEmpty());
    views.show(project.isEmpty() ? "" : scope, () -> devices(scope, project));
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

  private static SideNavItem item(String key, String icon, String path) {
    SideNavItem item = new SideNavItem(text("nav." + key), path, new Icon(icon));
    item.setMatchNested(!path.isEmpty());
    return Parts.testId(item, "nav-" + key);
  }
}
