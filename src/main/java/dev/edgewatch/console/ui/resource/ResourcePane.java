package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.access.AccessWords;
import dev.edgewatch.console.ui.access.Guarded;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.form.ResourceForm;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One resource beside the list, kept live by a watch of its own. */
final class ResourcePane extends Composite<Div> {
  private final ConsoleSession session;
  private final ResourceType type;
  private final ResourceName resource;
  private final DrainTimer timer;
  private final Moves moves;
  private final PageAccess access;
  private final ResourceHeader header;
  private final Possible possible;
  private final Guarded update;
  private final Supplier<PaneContents> maker;
  private final Tabs tabs = new Tabs();
  private final Map<String, Tab> tabByKey = new LinkedHashMap<>();
  private final Div body = Parts.div("body");
  private String tab = PaneContents.TABS.getFirst();
  private @Nullable PaneContents contents;
  private @Nullable LiveResource live;
  private @Nullable Drain drain;

  /** Where the reader goes from here. */
  interface Moves {
    void close();

    /** Where the resource stands in the list, when that is known. */
    Optional<String> place(String name);

    void tab(String name, String tab);

    /** To the resource so many rows away in the list. */
    void step(String name, int by);
  }

  ResourcePane(
      ConsoleSession session,
      ResourceName resource,
      ResourceLook look,
      DrainTimer timer,
      Clock clock,
      RegionMarks marks,
      ResourceActions actions,
      Moves moves) {
    this.session = session;
    this.type = resource.type();
    this.resource = resource;
    this.timer = timer;
    this.moves = moves;
    possible = new Possible(session, type);
    access = new PageAccess(this, session, timer, PageAccess.scopeOf(resource.text()));
    update = access.guard(() -> may(StandardMethod.UPDATE));
    header =
        new ResourceHeader(
            resource,
            session,
            marks,
            look::state,
            actions,
            possible,
            access.guard(() -> may(StandardMethod.DELETE)),
            moves);
    var around = new ResourceForm.Around(session, timer, clock, marks);
    maker = () -> new PaneContents(resource, look, around, actions);
    access.onChange(this::heal);
    addTabs();
    getContent().addClassName("ew-pane");
    Parts.testId(this, TypeNames.key(type) + "-detail");
    getContent().add(header, tabs, body);
  }

  private Verdict may(StandardMethod method) {
    return access.may(Permissions.of(type, method), resource.text());
  }

  /** What is allowed may be something else now. */
  private void heal() {
    LiveResource watched = live;
    if (watched != null && watched.denied() && may(StandardMethod.WATCH_ONE).isOffered()) {
      watched.retryNow();
    }
    if (contents != null) {
      contents.allow(whyNotSaved());
    }
    draw();
  }

  private Optional<String> whyNotSaved() {
    return possible.update().or(update::whyNot);
  }

  private void addTabs() {
    PaneContents.TABS.forEach(
        key -> {
          Tab one = Parts.testId(new Tab(text("tab." + key)), "tab-" + key);
          tabByKey.put(key, one);
          tabs.add(one);
        });
    tabs.addThemeNames("ew-line");
    tabs.addSelectedChangeListener(
        selected -> {
          if (selected.isFromClient()) {
            tabByKey.forEach(
                (key, one) -> {
                  if (one.equals(selected.getSelectedTab())) {
                    moves.tab(resource.text(), key);
                  }
                });
          }
        });
  }

  boolean shows(String name) {
    return resource.text().equals(name);
  }

  ResourceName resource() {
    return resource;
  }

  String tab() {
    return tab;
  }

  void openTab(String key) {
    tab = tabByKey.containsKey(key) ? key : PaneContents.TABS.getFirst();
    tabs.setSelectedTab(tabByKey.get(tab));
    draw();
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    drain = timer.drain(attached.getUI(), this::drain);
    live = session.watch(type, resource.text(), drain::dirty);
    drain.dirty();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (drain != null) {
      drain.stop();
    }
    if (live != null) {
      live.close();
    }
  }

  private void drain() {
    if (live != null) {
      live.drain();
      draw();
    }
  }

  private void draw() {
    LiveResource watched = live;
    if (watched == null) {
      return;
    }
    header.showState(watched);
    header.showPlace(moves.place(resource.text()));
    Message now = watched.resource().orElse(null);
    if (now == null) {
      contents = null;
      header.forget();
      body.removeAll();
      body.add(absent(watched));
      return;
    }
    header.show(now, watched);
    PaneContents shown = contents;
    if (shown == null) {
      shown = maker.get();
      shown.allow(whyNotSaved());
      contents = shown;
    }
    shown.show(now, watched);
    Component page = shown.page(tab);
    if (page.getParent().isEmpty()) {
      body.removeAll();
      body.add(page);
    }
  }

  private EmptyState absent(LiveResource watched) {
    String key = TypeNames.key(type);
    String one = TypeNames.one(type);
    String where = resource.region().or(() -> region(watched)).orElse(text("resource.anyregion"));
    if (watched.deleted()) {
      return new EmptyState(
          key + "-deleted",
          "trash-2",
          text("resource.gone", TypeNames.capital(one), resource.id()),
          text("resource.gone.sentence"));
    }
    Optional<String> whyNot = whyNotShown(watched);
    if (whyNot.isPresent()) {
      return new EmptyState(
          key + "-denied", "lock", text("resource.denied", one, resource.id()), whyNot.get());
    }
    if (watched.answered()) {
      return new EmptyState(
          key + "-missing",
          "search",
          text("resource.missing", one, resource.id()),
          text("resource.missing.sentence", where));
    }
    return watched.region().freshness() == Freshness.LOST
        ? new EmptyState(
                key + "-unknown",
                "unplug",
                text("resource.unknown", where),
                text("resource.unknown.sentence", one))
            .hatched()
        : new EmptyState(
            key + "-loading",
            "refresh-cw",
            text("resource.loading", where),
            text("resource.loading.sentence", one));
  }

  /** A region may answer that it is missing to whoever may not see it. */
  private Optional<String> whyNotShown(LiveResource watched) {
    if (watched.region().freshness() == Freshness.FORBIDDEN
        && may(StandardMethod.WATCH_ONE) instanceof Verdict.Denied denied) {
      return Optional.of(AccessWords.reason(denied));
    }
    return watched.denied() ? watched.region().problem().map(Refusal::message) : Optional.empty();
  }

  private static Optional<String> region(LiveResource watched) {
    return Optional.of(watched.region().region()).filter(id -> !id.isEmpty());
  }
}
