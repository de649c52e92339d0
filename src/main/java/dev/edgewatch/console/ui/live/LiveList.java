package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A live list with its title, filter, freshness and grid. Nothing on it is refreshed by hand: what
 * regions say is drained into it, and what a person chooses opens another query, whose rows replace
 * the old ones once they are there.
 */
@JsModule("./keys.ts")
@JsModule("./settled.ts")
public final class LiveList extends Composite<Div> {
  private static final int NARROW = 640;
  private static final int FIRST_ROWS = 50;

  private final ConsoleSession session;
  private final ListSpec spec;
  private final DrainTimer timer;
  private final Clock clock;
  private final Consumer<ListState> onState;
  private final ListTitle title;
  private final FilterBar filter;
  private final FreshnessStrip strip;
  private final LiveGrid grid;
  private final PauseBar pauseBar;
  private final BulkBar bulkBar;
  private final ColumnChooser chooser;
  private final Div note = Parts.div("ew-note warn");

  private final QuerySwitch queries = new QuerySwitch();
  private ListState state = ListState.STANDARD;
  private ListState rowsOf = ListState.STANDARD;
  private int windowWidth = Integer.MAX_VALUE;
  private boolean beside;
  private @Nullable Drain drain;
  private @Nullable Instant pausedAt;
  private @Nullable Emptiness emptiness;
  private @Nullable Registration resizing;

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
    title = new ListTitle(text(spec.key() + ".title"), spec.primary(), this::togglePause);
    filter = new FilterBar(spec.type(), entered -> choose(state.withFilter(entered)));
    strip = new FreshnessStrip(region -> choose(state.toggling(region)), this::retry);
    bulkBar = new BulkBar(spec.bulk());
    grid = new LiveGrid(spec, clock, order -> choose(state.withOrder(order)), bulkBar::show);
    grid.onOpen(onOpen);
    pauseBar = new PauseBar(this::togglePause);
    Button columns =
        Parts.iconButton(text("columns.title"), "columns-3-cog", "toolbar-columns", () -> {});
    chooser = new ColumnChooser(spec.columns(), columns, keys -> choose(state.withColumns(keys)));
    note.setVisible(false);
    getContent().addClassNames("pg", "ew-list");
    getContent()
        .add(
            title,
            Parts.div("pg-tools", filter, columns),
            note,
            strip,
            Parts.div("ew-stage fill", grid, Parts.div("ew-floating", bulkBar, pauseBar)));
  }

  /** Shows what an address says. */
  public void show(ListState wanted) {
    boolean same = wanted.equals(state) && !queries.isEmpty();
    state = wanted;
    if (!same && isAttached()) {
      openQuery();
    }
  }

  /** Marks the row of the resource that stands open beside the list; empty for none. */
  public void showOpen(String name) {
    grid.markOpen(name);
    beside = !name.isEmpty();
    arrange();
  }

  /** Says above the list what of an address was not understood. */
  public void note(String words) {
    note.setText(words);
    note.setVisible(!words.isEmpty());
  }

  /** Marks the list as waiting for a write of this person's. */
  public void await(Position position) {
    title.settled.await(position);
  }

  /** The rows that are ticked. */
  public Selection selection() {
    return grid;
  }

  /** The row {@code by} places after a resource's, if both are loaded. */
  public Optional<LiveRow> neighbour(String name, int by) {
    return grid.neighbour(name, by);
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    drain = timer.drain(attached.getUI(), this::drain);
    resizing =
        attached
            .getUI()
            .getPage()
            .addBrowserWindowResizeListener(resized -> fit(resized.getWidth()));
    attached.getUI().getPage().executeJs("return window.innerWidth").then(Integer.class, this::fit);
    openQuery();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (drain != null) {
      drain.stop();
    }
    if (resizing != null) {
      resizing.remove();
    }
    queries.close();
  }

  private void choose(ListState chosen) {
    onState.accept(chosen);
    show(chosen);
  }

  private void openQuery() {
    if (drain == null) {
      return;
    }
    LiveQuery query = session.open(spec.query(state), drain::dirty);
    query.viewport(0, FIRST_ROWS);
    queries.open(query);
    filter.show(state.filter());
    chooser.show(ColumnChooser.visible(spec.columns(), state.columns()));
    arrange();
    String orderBy = spec.orderBy(state);
    grid.markOrder(
        orderBy.split("[ ,]", -1)[0],
        orderBy.endsWith(" desc") ? SortDirection.DESCENDING : SortDirection.ASCENDING);
    drain.dirty();
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
    title.show(query, pausedAt);
    strip.show(query.regions(), state.regions());
    if (pausedAt != null) {
      pauseBar.show(query.waiting());
    }
    bulkBar.show(grid);
    showEmptiness(query);
    LivePill.State pill = pausedAt == null ? LivePill.of(query.regions()) : LivePill.State.PAUSED;
    boolean loaded = grid.loaded() && !queries.changing();
    RobotMarks.set(
        grid.getElement(), query, pill, loaded ? RobotMarks.Loaded.ALL : RobotMarks.Loaded.PARTLY);
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

  private void retry(String region) {
    queries.shown().ifPresent(query -> query.retryNow(region));
  }

  private void showEmptiness(LiveQuery query) {
    Emptiness now = query.size() == 0 ? Emptiness.of(query.regions(), state) : null;
    if (now != emptiness && now != null) {
      grid.getContent()
          .setEmptyStateComponent(
              now.picture(
                  spec.key(), query.counts(), () -> choose(state.withFilter("")), () -> retry("")));
    }
    emptiness = now;
  }

  private void fit(int width) {
    windowWidth = width;
    arrange();
  }

  private void arrange() {
    List<String> visible = ColumnChooser.visible(spec.columns(), state.columns());
    if (windowWidth < NARROW) {
      grid.arrange(visible, LiveGrid.Width.NARROW);
    } else if (beside) {
      grid.arrange(visible.stream().filter(spec.beside()::contains).toList(), LiveGrid.Width.HALF);
    } else {
      grid.arrange(visible, LiveGrid.Width.WIDE);
    }
  }
}
