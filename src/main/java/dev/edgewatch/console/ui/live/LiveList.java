package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.copy.CopyAs;
import dev.edgewatch.console.ui.export.ExportMenu;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.personal.SavedViews;
import dev.edgewatch.resource.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A live list with its title, filter, freshness and grid. Nothing on it is refreshed by hand unless
 * somebody asks for a resync: what regions say is drained into it, and what a person chooses opens
 * another query, whose rows replace the old ones once they are there.
 */
@JsModule("./keys.ts")
@JsModule("./settled.ts")
public final class LiveList extends Composite<Div> {
  private static final int FIRST_ROWS = 50;

  private final ConsoleSession session;
  private final ListSpec spec;
  private final DrainTimer timer;
  private final Clock clock;
  private final Consumer<ListState> onState;
  private final SavedViews views;
  private final ListTitle title;
  private final FilterBar filter;
  private final ViewMenu viewMenu;
  private final FreshnessStrip strip;
  private final LiveGrid grid;
  private final PauseBar pauseBar;
  private final BulkBar bulkBar;
  private final ListArrangement arrangement;
  private final WaitingChip chip;
  private final PartlyNote partly;
  private final OwnWrites ownWrites;
  private final Div note = Parts.testId(Parts.div("ew-note warn"), "address-note");

  private final QuerySwitch queries = new QuerySwitch();
  private final List<Registration> registrations = new ArrayList<>();
  private ListState state = ListState.STANDARD;
  private ListState rowsOf = ListState.STANDARD;
  private @Nullable Drain drain;
  private @Nullable Instant pausedAt;
  private @Nullable Emptiness emptiness;
  private @Nullable Component emptyPicture;

  /**
   * @param onState called when a person chose something that belongs into the address
   * @param onOpen called with a row to show in full
   */
  public LiveList(
      ConsoleSession session,
      ListSpec spec,
      DrainTimer timer,
      Clock clock,
      Consumer<ListState> onState,
      Consumer<LiveRow> onOpen) {
    this.session = session;
    this.spec = spec;
    this.timer = timer;
    this.clock = clock;
    this.onState = onState;
    views = SavedViews.of(UI.getCurrentOrThrow(), session);
    views.open(spec.views());
    title = new ListTitle(spec.words().title(), spec.primary(), this::togglePause);
    filter = new FilterBar(session, spec, entered -> choose(state.withFilter(entered)), onOpen);
    viewMenu = new ViewMenu(views, this::choose);
    ListTools tools = new ListTools(filter, viewMenu);
    strip = new FreshnessStrip(region -> choose(state.toggling(region)), this::retry);
    bulkBar = new BulkBar(spec.bulk());
    grid = new LiveGrid(spec, clock, bulkBar::show);
    grid.onOpen(onOpen);
    grid.columns().onOrder(order -> choose(state.withOrder(order)));
    grid.getElement().addEventListener("ew-resync", key -> resync());
    ownWrites = new OwnWrites(grid::redraw);
    pauseBar = new PauseBar(this::togglePause);
    chip = new WaitingChip(() -> queries.shown().ifPresent(LiveQuery::letIn));
    partly = new PartlyNote(() -> retry(""));
    arrangement =
        new ListArrangement(
            spec,
            session.person(),
            grid.columns(),
            filter,
            tools.columns(),
            chosen -> choose(state.withColumns(chosen)));
    var pieces = new ListPieces(session, spec);
    new PillPopover(title.pill(), queries::shown, this::resync);
    new CopyAs(
        tools.copyAs(),
        text("copyas.list"),
        text("copyas.list.sentence"),
        () -> queries.shown().map(query -> pieces.requests(state, query)).orElse(List.of()));
    new ExportMenu(
        tools.export(),
        session.reading(),
        () -> queries.shown().map(query -> pieces.export(state, query)),
        clock);
    note.setVisible(false);
    getContent().addClassNames("pg", "ew-list");
    getContent()
        .add(
            title,
            tools,
            note,
            strip,
            partly,
            Parts.div("ew-stage fill", grid, chip, Parts.div("ew-floating", bulkBar, pauseBar)),
            thumbBar());
  }

  /** Shows what an address says. */
  public void show(ListState wanted) {
    boolean sameRows = spec.query(wanted).equals(spec.query(state)) && !queries.isEmpty();
    state = wanted;
    if (sameRows) {
      drawChoices();
    } else if (isAttached()) {
      openQuery();
    }
  }

  /** Marks the row of the resource that stands open beside the list; empty for none. */
  public void showOpen(String name) {
    grid.markOpen(name);
    arrangement.setBeside(!name.isEmpty());
  }

  /** Puts the focus on a row, as after closing what was opened from it. */
  public void focusRow(String id) {
    grid.focusRow(spec.key() + "-row-" + id);
  }

  /** Puts something below the title. */
  public void explain(Component part) {
    getContent().addComponentAtIndex(1, part);
  }

  /** Says above the list what of an address was not understood. */
  public void note(String words) {
    note.setText(words);
    note.setVisible(!words.isEmpty());
  }

  /**
   * Marks the list as waiting for a write of this person's.
   *
   * @param onSeen called when it shows the write
   */
  public void await(String name, Position position, Runnable onSeen) {
    title.settled.await(position);
    ownWrites.await(name, position, onSeen);
  }

  /** Whether a row carries a write of this person's that the list has not reached yet. */
  public boolean isAwaited(String name) {
    return ownWrites.isAwaited(name);
  }

  /** Ids of the regions that are part of the list, in the order of the project. */
  public List<String> regions() {
    return queries.shown().map(LiveQuery::regions).orElse(List.of()).stream()
        .filter(region -> region.freshness().takesPart())
        .map(LiveQuery.RegionState::region)
        .toList();
  }

  /** The row {@code by} places after a resource's, if both are loaded. */
  public Optional<LiveRow> neighbour(String name, int by) {
    return grid.neighbour(name, by);
  }

  /** Where a row stands, {@code 14 of 1,240}; empty when it is not loaded. */
  public Optional<String> place(String name) {
    return grid.place(name)
        .flatMap(
            index -> queries.shown().map(query -> text("pane.place", index + 1, query.size())));
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    UI ui = attached.getUI();
    drain = timer.drain(ui, this::drain);
    registrations.add(views.onChange(viewMenu::draw));
    openQuery();
    registrations.add(arrangement.attach(ui));
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (drain != null) {
      drain.stop();
    }
    registrations.forEach(Registration::remove);
    registrations.clear();
    queries.close();
  }

  /** What a thumb reaches on a phone; elsewhere these stand above the list. */
  private Div thumbBar() {
    return Parts.div(
        "ew-thumb",
        Parts.button(text("pause.toggle"), "pause", "thumb-pause", this::togglePause),
        Parts.button(
            text("thumb.select"),
            "list-checks",
            "thumb-select",
            () -> grid.columns().toggleTicking()));
  }

  private void choose(ListState chosen) {
    onState.accept(chosen);
    show(chosen);
  }

  // ---- what is shown ----

  private void openQuery() {
    if (drain == null) {
      return;
    }
    LiveQuery query = session.open(spec.query(state), drain::dirty);
    query.viewport(0, FIRST_ROWS);
    queries.open(query);
    // With the address, not with the next drain: a robot that sees the one must not believe the old
    // rows.
    RobotMarks.unsettle(grid.getElement());
    drawChoices();
    drain.dirty();
  }

  private void drawChoices() {
    filter.show(state.filter());
    viewMenu.show(state);
    arrangement.show(state.columns());
    String orderBy = spec.orderBy(state);
    grid.columns()
        .markOrder(
            orderBy.split("[ ,]", -1)[0],
            orderBy.endsWith(" desc") ? SortDirection.DESCENDING : SortDirection.ASCENDING);
  }

  /**
   * Runs with the UI's lock whenever a region said something, but not more often than eyes need.
   */
  private void drain() {
    if (queries.advance()) {
      queries.shown().ifPresent(this::replace);
    }
    queries.shown().ifPresent(this::draw);
  }

  private void replace(LiveQuery query) {
    pausedAt = null;
    pauseBar.setVisible(false);
    grid.getElement().getClassList().remove("frozen");
    grid.show(query);
    if (!state.withColumns(List.of()).equals(rowsOf)) {
      grid.startOver();
    }
    rowsOf = state.withColumns(List.of());
  }

  private void draw(LiveQuery query) {
    grid.apply(query.drain());
    ownWrites.show(query);
    Glance now = Glance.at(query);
    title.show(now, pausedAt);
    strip.show(now.regions(), state.regions());
    partly.show(now.counts(), now.regions());
    chip.show(now.paused() ? LiveQuery.Waiting.NOTHING : now.waiting());
    if (pausedAt != null) {
      pauseBar.show(now.waiting());
    }
    bulkBar.show(grid);
    showEmptiness(query, now);
    LivePill.State pill = pausedAt == null ? LivePill.of(now.regions()) : LivePill.State.PAUSED;
    boolean loaded = grid.loaded() && !queries.changing();
    RobotMarks.set(
        grid.getElement(), now, pill, loaded ? RobotMarks.Loaded.ALL : RobotMarks.Loaded.PARTLY);
  }

  private void togglePause() {
    queries.shown().ifPresent(this::togglePause);
  }

  private void togglePause(LiveQuery query) {
    if (query.paused()) {
      query.resume();
      pausedAt = null;
      pauseBar.setVisible(false);
    } else {
      query.pause();
      pausedAt = clock.instant();
      pauseBar.freeze(pausedAt);
    }
    grid.getElement().getClassList().set("frozen", query.paused());
    drain();
  }

  /** Asks regions again that refused the list, when they may do so no more. */
  public void retryDenied() {
    if (emptiness == Emptiness.NOT_ALLOWED) {
      retry("");
    }
  }

  private void retry(String region) {
    queries.shown().ifPresent(query -> query.retryNow(region));
  }

  private void resync() {
    queries.shown().ifPresent(LiveQuery::resync);
  }

  private void showEmptiness(LiveQuery query, Glance at) {
    Emptiness now = query.size() == 0 ? Emptiness.of(at.regions(), state, at.counts()) : null;
    if (now != emptiness) {
      getContent().getElement().getClassList().set("denied", now == Emptiness.NOT_ALLOWED);
      emptyPicture = now == null ? null : picture(now, query);
      grid.getContent().setEmptyStateComponent(emptyPicture);
    }
    emptiness = now;
    if (emptyPicture instanceof NoMatch none) {
      none.show(at.counts());
    }
  }

  private Component picture(Emptiness empty, LiveQuery query) {
    return empty.picture(
        new Emptiness.Around(
            session,
            spec,
            state,
            query,
            timer,
            entered -> choose(state.withFilter(entered)),
            () -> retry("")));
  }
}
