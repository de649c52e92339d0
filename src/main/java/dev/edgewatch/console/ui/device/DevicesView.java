package dev.edgewatch.console.ui.device;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.ui.ConsoleLayout;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.resource.ListAndPane;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a project, live, with the chosen one beside them. Device ids are unique per region
 * only, so the address of a device carries its region: {@code …/devices/{region}/{device}/{tab}}.
 */
@Route(
    value = "organizations/:organization/projects/:project/devices/:region?/:device?/:tab?",
    layout = ConsoleLayout.class)
@PermitAll
public final class DevicesView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final Clock clock;
  private DevicesAddress address = new DevicesAddress("", "");
  private @Nullable ListAndPane page;

  DevicesView(ConsoleSessions sessions, DrainTimer timer, Clock clock) {
    this.session = sessions.current();
    this.timer = timer;
    this.clock = clock;
    getContent().setSizeFull();
  }

  @Override
  public void beforeEnter(BeforeEnterEvent entering) {
    RouteParameters parameters = entering.getRouteParameters();
    var entered =
        new DevicesAddress(
            parameters.get("organization").orElseThrow(), parameters.get("project").orElseThrow());
    if (page == null || !entered.equals(address)) {
      address = entered;
      page = open(entered);
      getContent().removeAll();
      getContent().add(page);
    }
    String name =
        parameters
            .get("region")
            .flatMap(
                region ->
                    parameters
                        .get("device")
                        .map(device -> new DeviceName(entered.project(), region, device).text()))
            .orElse("");
    page.show(
        entering.getLocation().getQueryParameters(),
        name,
        parameters.get("tab").orElse("overview"));
  }

  private ListAndPane open(DevicesAddress entered) {
    var place =
        new ListAndPane.Place(
            session.catalog().type("devices.edgelq.com/Device"),
            "projects/" + entered.project() + "/regions/-",
            entered,
            new DeviceLook(),
            entered.project());
    return new ListAndPane(session, place, timer, clock);
  }

  @Override
  public String getPageTitle() {
    return text("devices.title") + " · " + address.project();
  }
}
