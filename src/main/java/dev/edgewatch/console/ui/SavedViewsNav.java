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
import dev.edgewatch.console.ui.personal.ViewsPlace;
import dev.edgewatch.resource.RefusalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The saved views of the list on the page, with how many rows each has now. */
final class SavedViewsNav extends Composite<SideNav> {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final SavedViews views;
  private final Map<Span, LiveCount> counts = new LinkedHashMap<>();
  private final List<Registration> registrations = new ArrayList<>();
  private boolean inProject;
  private @Nullable Drain drain;

  SavedViewsNav(ConsoleSession session, DrainTimer timer) {
    this.session = session;
    this.timer = timer;
    this.views = SavedViews.of(UI.getCurrentOrThrow(), session);
    getContent().setLabel(text("nav.views"));
    getContent().addClassName("app-nav");
  }

  /**
   * Called for each navigation.
   *
   * @param scope address of the project, without a slash in front; empty for none
   * @param standard whose views are shown while no list of the project was opened
   */
  void show(String scope, Supplier<ViewsPlace> standard) {
    inProject = !scope.isEmpty();
    boolean isElsewhere =
        views.place().filter(place -> place.path().startsWith(scope + "/")).isEmpty();
    if (inProject && isElsewhere) {
      views.open(standard.get());
    }
    setVisible(inProject && !views.all().isEmpty());
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
    setVisible(inProject && !views.all().isEmpty());
    views.place().ifPresent(this::draw);
  }

  private void draw(ViewsPlace place) {
    for (SavedView view : views.all()) {
      SideNavItem item = new SideNavItem(view.name());
      // Its own query parameters would be encoded twice.
      item.getElement().setAttribute("path", address(place, view));
      item.setPrefixComponent(new Icon("bookmark"));
      Span count = Parts.span("s12 t2 num", "");
      item.setSuffixComponent(count);
      getContent().addItem(Parts.testId(item, "view-" + view.name()));
      watch(place, view, count);
    }
  }

  private static String address(ViewsPlace place, SavedView view) {
    return place.path() + "?" + view.query();
  }

  private void watch(ViewsPlace place, SavedView view, Span shown) {
    Drain opened = drain;
    if (opened == null) {
      return;
    }
    ListState state = ListState.of(QueryParameters.fromString(view.query()));
    try {
      counts.put(
          shown,
          session.count(
              place.type(), place.parent(), state.filter(), state.regions(), opened::dirty));
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
