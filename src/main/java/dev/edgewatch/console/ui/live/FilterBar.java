package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Completions;
import dev.edgewatch.resource.filter.FilterClauses;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The filter of a list in the contract's language. Conditions that hold stand as clauses, typing
 * goes on behind them. A filter that cannot be parsed is not used: the list stays as it was and the
 * parser's words stand below. Words that are no condition find rows.
 */
final class FilterBar extends Composite<Div> {
  private static final int FOUND_IN_A_REGION = 3;
  private static final int SHORTEST_SEARCH = 2;
  private static final long SEARCH_AFTER_MILLIS = 200;
  private static final Pattern PLAIN_WORDS = Pattern.compile("[^=<>()\"]*");

  private final ConsoleSession session;
  private final ListSpec spec;
  private final ResourceType type;
  private final Consumer<String> onFilter;
  private final Consumer<LiveRow> onOpen;
  private final TextField typed = new TextField();
  private final FilterProblem problem = new FilterProblem();
  private final FilterSuggestions suggestions;
  private final FilterChips chips;
  private final OfferCounts counts;
  private FilterClauses clauses = new FilterClauses("", List.of());
  private String applied = "";
  private List<Offer> found = List.of();
  private int searches;

  /** How much room the clauses have. */
  enum Room {
    ENOUGH,
    LITTLE
  }

  /**
   * @param onOpen called with a row that was found by its words
   */
  FilterBar(
      ConsoleSession session, ListSpec spec, Consumer<String> onFilter, Consumer<LiveRow> onOpen) {
    this.session = session;
    this.spec = spec;
    this.type = spec.type();
    this.onFilter = onFilter;
    this.onOpen = onOpen;
    chips = new FilterChips(this::open, gone -> onFilter.accept(clauses.without(gone)));
    suggestions = new FilterSuggestions(type, this::take, this::rows, this::foundRow);
    counts = new OfferCounts(session, spec, this::countsChanged);
    Div bar = Parts.testId(Parts.div("ew-filter"), "filter");
    Parts.testId(typed, "filter-field");
    typed.addThemeNames("ew-bare");
    typed.setAriaLabel(text("filter.label"));
    typed.setValueChangeMode(ValueChangeMode.EAGER);
    typed.addValueChangeListener(changed -> suggest());
    typed.addBlurListener(left -> hide());
    typed.addKeyDownListener(Key.ENTER, key -> apply());
    typed.addKeyDownListener(Key.ESCAPE, key -> back());
    typed.addKeyDownListener(Key.BACKSPACE, key -> openLast());
    onKey("Tab", () -> suggestions.marked().ifPresent(this::take));
    onKey("ArrowDown", () -> suggestions.move(1));
    onKey("ArrowUp", () -> suggestions.move(-1));
    bar.add(new Icon("list-filter"), chips, typed, Parts.span("ew-kbd", "/"));
    getContent().addClassName("ew-filter-frame");
    getContent().add(bar, problem, suggestions);
    draw();
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    typed.getElement().executeJs("this.inputElement.dataset.testid = 'filter-input'");
  }

  /** Shows a filter that is in use. */
  void show(String filter) {
    boolean shownAlready = filter.equals(applied) && filter.equals(clauses.text());
    applied = filter;
    if (shownAlready) {
      return;
    }
    clauses = filter.isEmpty() ? new FilterClauses("", List.of()) : FilterClauses.of(type, filter);
    typed.clear();
    problem.clear();
    hide();
    draw();
  }

  void fold(Room room) {
    chips.fold(room);
  }

  private void draw() {
    chips.show(clauses.clauses());
    typed.setPlaceholder(text(clauses.clauses().isEmpty() ? "filter.empty" : "filter.more"));
  }

  private void apply() {
    String typing = typed.getValue().strip();
    if (typing.isEmpty()) {
      return;
    }
    if (suggestions.marked().orElse(null) instanceof Offer.Found marked) {
      take(marked);
      return;
    }
    try {
      onFilter.accept(clauses.with(FilterClauses.of(type, typing)));
    } catch (RefusalException refused) {
      suggestions
          .firstFound()
          .ifPresentOrElse(
              this::take,
              () -> {
                hide();
                problem.show(refused.refusal(), typing);
              });
    }
  }

  /** First the suggestions go, then what was typed. */
  private void back() {
    if (suggestions.isVisible()) {
      hide();
    } else {
      typed.clear();
      typed.blur();
      show(applied);
    }
    problem.clear();
  }

  private void hide() {
    suggestions.hide();
    counts.count(List.of());
    found = List.of();
    typed.getElement().setAttribute("suggesting", false);
  }

  // ---- what is offered while somebody types ----

  private void suggest() {
    problem.clear();
    String typing = typed.getValue();
    found = List.of();
    searches++;
    if (typing.isBlank()) {
      hide();
      return;
    }
    showOffers();
    if (StandardMethod.SEARCH.offeredBy(type)
        && typing.strip().length() >= SHORTEST_SEARCH
        && PLAIN_WORDS.matcher(typing).matches()) {
      search(typing.strip(), searches);
    }
  }

  private void showOffers() {
    String typing = typed.getValue();
    Completions completions = Completions.at(type, typing, typing.length());
    List<Offer.Condition> straightAway = Offers.straightAway(type, completions);
    List<Offer> offers = new ArrayList<>(Offers.next(completions));
    offers.addAll(straightAway);
    offers.addAll(found);
    counts.count(
        straightAway.stream().map(condition -> filterWith(condition.condition())).toList());
    suggestions.show(offers, typing.substring(completions.start()), completions.hint());
    typed.getElement().setAttribute("suggesting", suggestions.isVisible());
  }

  private String filterWith(String condition) {
    return clauses.with(FilterClauses.of(type, condition));
  }

  private Optional<Long> rows(Offer.Condition condition) {
    return counts.rows(filterWith(condition.condition()));
  }

  private void countsChanged() {
    access(suggestions::draw);
  }

  private void search(String words, int turn) {
    List<String> paths =
        Stream.concat(spec.always().stream(), Stream.of("name")).distinct().toList();
    Executor later = CompletableFuture.delayedExecutor(SEARCH_AFTER_MILLIS, TimeUnit.MILLISECONDS);
    var _ =
        CompletableFuture.supplyAsync(() -> turn == searches, later)
            .thenCompose(
                stillWanted ->
                    stillWanted
                        ? session.search(type, spec.parent(), words, paths, FOUND_IN_A_REGION)
                        : CompletableFuture.completedFuture(List.<LiveRow>of()))
            .thenAccept(rows -> access(() -> showFound(rows, turn)));
  }

  private void showFound(List<LiveRow> rows, int turn) {
    if (turn == searches && !typed.isEmpty() && !rows.isEmpty()) {
      found = rows.stream().<Offer>map(Offer.Found::new).toList();
      showOffers();
    }
  }

  private Component foundRow(Offer.Found found) {
    return spec.found().apply(found.row());
  }

  private void access(Runnable action) {
    try {
      getUI().ifPresent(ui -> ui.access(action::run));
    } catch (UIDetachedException left) {
      // Nobody looks any more.
    }
  }

  private void take(Offer offer) {
    switch (offer) {
      case Offer.Next(var suggestion) -> {
        String typing = typed.getValue();
        int start = Completions.at(type, typing, typing.length()).start();
        typed.setValue(typing.substring(0, start) + suggestion.text() + " ");
        typed.focus();
      }
      case Offer.Condition condition -> onFilter.accept(filterWith(condition.condition()));
      case Offer.Found(var row) -> {
        typed.clear();
        hide();
        onOpen.accept(row);
      }
    }
  }

  // ---- clauses ----

  private void openLast() {
    if (typed.isEmpty() && !clauses.clauses().isEmpty()) {
      open(clauses.clauses().getLast());
    }
  }

  /** Takes a clause back into the field; the list keeps it until something else is applied. */
  private void open(FilterClauses.Clause opened) {
    clauses = FilterClauses.of(type, clauses.without(opened));
    draw();
    typed.setValue(opened.text());
    typed.focus();
  }

  /** A key that belongs to the suggestions while there are any, and to the browser otherwise. */
  private void onKey(String key, Runnable action) {
    typed
        .getElement()
        .addEventListener("keydown", pressed -> action.run())
        .setFilter(
            "element.hasAttribute('suggesting') && !event.shiftKey && event.key === '" + key + "'")
        .preventDefault();
  }
}
