package dev.edgewatch.console.ui.region;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.bff.RegionControl;
import dev.edgewatch.console.ui.ConsoleLayout;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.StreamPill;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The regions of the environment as this project sees them: each with its deployment, how fresh it
 * is, and its devices.
 */
@Route(
    value = "organizations/:organization/projects/:project/regions",
    layout = ConsoleLayout.class)
@PermitAll
public final class RegionsView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final Optional<RegionControl> control;
  private final RegionMarks marks;
  private final StreamPill pill = new StreamPill();
  private final Div table = Parts.div("ew-table regions");
  private final Map<String, RegionLine> lines = new LinkedHashMap<>();
  private String project = "";
  private @Nullable LiveQuery devices;
  private @Nullable Drain drain;

  RegionsView(ConsoleSessions sessions, DrainTimer timer, ObjectProvider<RegionControl> control) {
    this.session = sessions.current();
    this.timer = timer;
    this.control = Optional.ofNullable(control.getIfAvailable());
    this.marks = new RegionMarks(session.environment());
    Parts.testId(table, "regions-table");
    table.getElement().setAttribute("role", "table");
    table.add(RegionLine.header());
    getContent().addClassNames("pg", "scrolls");
    getContent().add(Parts.div("pg-title", new H1(text("regions.title")), pill), table);
    if (this.control.isPresent()) {
      getContent().add(Parts.div("ew-note info", new Span(text("regions.demo"))));
    }
  }

  @Override
  public void beforeEnter(BeforeEnterEvent entering) {
    String entered = entering.getRouteParameters().get("project").orElseThrow();
    if (!entered.equals(project)) {
      project = entered;
      if (isAttached()) {
        open();
      }
    }
  }

  @Override
  public String getPageTitle() {
    return text("regions.title") + " · " + project;
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    drain = timer.drain(attached.getUI(), this::drain);
    open();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (drain != null) {
      drain.stop();
    }
    if (devices != null) {
      devices.close();
    }
  }

  private void open() {
    if (drain == null) {
      return;
    }
    if (devices != null) {
      devices.close();
    }
    var type = session.catalog().type("devices.edgelq.com/Device");
    var spec =
        new LiveQuery.Spec(
            type, "projects/" + project + "/regions/-", "", "", Set.of(), List.of("name"));
    devices = session.open(spec, drain::dirty);
    drain.dirty();
  }

  private void drain() {
    if (devices == null) {
      return;
    }
    devices.drain();
    pill.show(devices.regions());
    Map<String, RegionState> states =
        devices.regions().stream()
            .collect(Collectors.toMap(RegionState::region, Function.identity()));
    for (Environment.Region region : session.environment().regions()) {
      RegionLine line =
          lines.computeIfAbsent(
              region.id(),
              id -> add(new RegionLine(region, marks, control, this::retry, this::drain)));
      line.show(Optional.ofNullable(states.get(region.id())));
    }
  }

  private RegionLine add(RegionLine line) {
    table.add(line);
    return line;
  }

  private void retry(String region) {
    if (devices != null) {
      devices.retryNow(region);
    }
  }
}
