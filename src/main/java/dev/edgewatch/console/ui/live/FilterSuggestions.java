package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Completions.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What may be typed next in a filter, below the bar, in groups. */
final class FilterSuggestions extends Composite<Div> {
  private final ResourceType type;
  private final Consumer<Offer> onTaken;
  private final Function<Offer.Condition, Optional<Long>> counts;
  private final Function<Offer.Found, Component> foundRow;
  private final Div list = Parts.div("list");
  private final Span hint = Parts.span("t3", "");
  private List<Offer> shown = List.of();
  private String typed = "";
  private int marked;

  /**
   * @param counts how many rows a condition would leave, when that is known
   * @param foundRow how a found row is drawn
   */
  FilterSuggestions(
      ResourceType type,
      Consumer<Offer> onTaken,
      Function<Offer.Condition, Optional<Long>> counts,
      Function<Offer.Found, Component> foundRow) {
    this.type = type;
    this.onTaken = onTaken;
    this.counts = counts;
    this.foundRow = foundRow;
    getContent().addClassName("ew-suggestions");
    Parts.testId(this, "filter-suggestions");
    Span keys =
        new Span(
            Parts.span("ew-kbd", "Tab"),
            new Span(text("filter.take")),
            Parts.span("ew-kbd", "Enter"),
            new Span(text("filter.apply")),
            Parts.span("ew-kbd", "Esc"),
            new Span(text("filter.back")));
    keys.addClassName("keys");
    getContent().add(list, Parts.div("foot", keys, hint));
    setVisible(false);
  }

  /**
   * @param typedWord what the fitting suggestions begin with
   */
  void show(List<Offer> offers, String typedWord, String expected) {
    boolean others = !offers.equals(shown);
    shown = offers;
    typed = typedWord;
    marked = others ? 0 : marked;
    hint.setText(expected);
    setVisible(!shown.isEmpty());
    draw();
  }

  void hide() {
    shown = List.of();
    setVisible(false);
  }

  void move(int by) {
    if (!shown.isEmpty()) {
      marked = Math.floorMod(marked + by, shown.size());
      draw();
    }
  }

  /** The offer that would be taken. */
  Optional<Offer> marked() {
    return shown.isEmpty() ? Optional.empty() : Optional.of(shown.get(marked));
  }

  Optional<Offer.Found> firstFound() {
    return shown.stream()
        .filter(Offer.Found.class::isInstance)
        .map(Offer.Found.class::cast)
        .findFirst();
  }

  /** Draws the counts as they are now. */
  void draw() {
    list.removeAll();
    String group = "";
    for (int index = 0; index < shown.size(); index++) {
      Offer offer = shown.get(index);
      String title = group(offer);
      if (!title.equals(group)) {
        group = title;
        list.add(Parts.div("group", new Span(title)));
      }
      NativeButton item = new NativeButton("", click -> onTaken.accept(offer));
      item.addClassName("item");
      item.setTabIndex(-1);
      item.getElement().getClassList().set("on", index == marked);
      parts(offer).forEach(item::add);
      list.add(item);
    }
  }

  private String group(Offer offer) {
    return switch (offer) {
      case Offer.Next(var suggestion) ->
          suggestion.kind() == Kind.FIELD
              ? text("filter.fields", type.simpleName())
              : text("filter.next");
      case Offer.Condition ignored -> text("filter.straight");
      case Offer.Found ignored -> text("filter.found");
    };
  }

  private List<Component> parts(Offer offer) {
    List<Component> parts = new ArrayList<>();
    switch (offer) {
      case Offer.Next(var suggestion) -> {
        parts.add(withTypedPart(suggestion.text()));
        List<String> values = Offers.values(type, suggestion.text());
        if (suggestion.kind() == Kind.FIELD && !values.isEmpty()) {
          parts.add(Parts.span("end t2 s12 ellip", String.join(", ", values)));
        }
        if (!suggestion.description().isEmpty()) {
          parts.add(
              Parts.span(
                  values.isEmpty() ? "end ew-tag" : "ew-tag",
                  Offers.label(suggestion.description())));
        }
      }
      case Offer.Condition condition -> {
        parts.add(Parts.span("mono", condition.shown()));
        counts
            .apply(condition)
            .ifPresent(
                rows -> parts.add(Parts.span("end s12 t2", text("filter.here", number(rows)))));
      }
      case Offer.Found found -> parts.add(foundRow.apply(found));
    }
    return parts;
  }

  /** What was typed already stands out. */
  private Span withTypedPart(String words) {
    int at = words.toLowerCase(Locale.ROOT).indexOf(typed.toLowerCase(Locale.ROOT));
    if (typed.isEmpty() || at < 0) {
      return Parts.span("mono", words);
    }
    Span whole = Parts.span("mono", words.substring(0, at));
    whole.add(
        Parts.span("hit", words.substring(at, at + typed.length())),
        new Span(words.substring(at + typed.length())));
    return whole;
  }
}
