package dev.edgewatch.console.ui;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveCount;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.ListState;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.personal.SavedView;
import dev.edgewatch.console.ui.personal.SavedViews;
import dev.edgewatch.resource.RefusalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The saved views of the devices of a project, with how many devices each has now. */
final class SavedViewsNav extends Composite<SideNav> {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final SavedViews views;
  private final Map<Span, LiveCount> counts = new LinkedHashMap<>();
  private final List<Registration> registrations = new ArrayList<>();
  private String path = "";
  private String project = "";
  private @Nullable Drain drain;

  SavedViewsNav(ConsoleSession session, DrainTimer timer) {
    this.session = session;
    this.timer = timer;
    this.views = SavedViews.of(UI.getCurrentOrThrow(), session.person());
    getContent().setLabel(text("nav.views"));
    getContent().addClassName("app-nav");
  }

  /**
   * Called for each navigation; the views of the scope that is shown already stay as they are.
   *
   * @param scope address of the project, without a slash in front
   */
  void show(String scope, String ofProject) {
    String devices = scope + "/devices";
    if (devices.equals(path)) {
      return;
    }
    path = devices;
    project = ofProject;
    views.open(project);
    draw();
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    drain = timer.drain(attached.getUI(), this::drawCounts);
    registrations.add(views.onChange(this::draw));
    draw();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    registrations.forEach(Registration::remove);
    registrations.clear();
    closeCounts();
    if (drain != null) {
      drain.stop();
    }
  }

  private void draw() {
    closeCounts();
    getContent().removeAll();
    setVisible(!project.isEmpty() && !views.all().isEmpty());
    for (SavedView view : views.all()) {
      SideNavItem item = new SideNavItem(view.name());
      // Its own query parameters would be encoded twice.
      item.getElement().setAttribute("path", path + "?" + view.query());
      item.setPrefixComponent(new Icon("bookmark"));
      Span count = Parts.span("s12 t2 num", "");
      item.setSuffixComponent(count);
      getContent().addItem(Parts.testId(item, "view-" + view.name()));
      watch(view, count);
    }
  }

  private void watch(SavedView view, Span shown) {
    Drain opened = drain;
    if (opened == null) {
      return;
    }
    ListState state = ListState.of(QueryParameters.fromString(view.query()));
    var type = session.catalog().type("devices.edgelq.com/Device");
    String parent = "projects/" + project + "/regions/-";
    try {
      counts.put(
          shown, session.count(type, parent, state.filter(), state.regions(), opened::dirty));
    } catch (RefusalException unreadable) {
      shown.setText("");
    }
  }

  private void drawCounts() {
    counts.forEach((shown, count) -> shown.setText(count.exact() ? number(count.rows()) : ""));
  }

  private void closeCounts() {
    counts.values().forEach(LiveCount::close);
    counts.clear();
  }
}
