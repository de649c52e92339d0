package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.NextTry;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.Refusal;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One region of the {@link FreshnessStrip}. Built anew when the state changes; otherwise only its
 * numbers are sent.
 */
final class RegionSegment extends Composite<Div> {
  private final String region;
  private final Consumer<String> onRetry;
  private final Span rows = Parts.span("n", "");
  private final Div words = Parts.div("words");
  private final NextTry next = new NextTry("age");
  private final Pulse pulse = new Pulse();
  private @Nullable Age age;
  private @Nullable Shape shape;

  /** Why a region refuses that has not heard from another one. */
  private static final String UNCONFIRMED = "ACCESS_UNCONFIRMED";

  /** What the segment is built for. */
  private record Shape(Freshness freshness, Instant since, boolean unconfirmed) {}

  RegionSegment(String region, Consumer<String> onChosen, Consumer<String> onRetry) {
    this.region = region;
    this.onRetry = onRetry;
    Parts.testId(this, "freshness-" + region);
    NativeButton choose = new NativeButton("", click -> onChosen.accept(region));
    choose.addClassName("choose");
    choose.setAriaLabel(text("strip.choose", region));
    getContent().add(choose, words);
  }

  void setChosen(boolean chosen) {
    getContent().getElement().getClassList().set("aside", !chosen);
  }

  void show(RegionState state) {
    Freshness freshness = state.freshness();
    Shape wanted =
        new Shape(
            freshness,
            freshness == Freshness.LOST ? state.since() : Instant.EPOCH,
            isUnconfirmed(state));
    if (!wanted.equals(shape)) {
      shape = wanted;
      build(state);
    }
    next.show(state.nextTry());
    words.getElement().setAttribute("title", state.problem().map(Refusal::message).orElse(""));
    rows.getElement()
        .setProperty(
            "innerHTML",
            freshness == Freshness.LOST
                ? "<b>" + number(state.rows()) + "</b> " + held(state)
                : number(state.rows()));
    if (age != null) {
      age.setSince(state.lastMessage());
    }
    pulse.show(state.recentMessages(), Instant.now());
  }

  /** Of a lost region only the rows that were loaded are held. */
  private static String held(RegionState state) {
    return state.known() > state.rows() ? text("strip.heldof", state.known()) : text("strip.held");
  }

  private void build(RegionState state) {
    words.removeAll();
    age = null;
    String name = word(state.freshness());
    getContent().setClassName("seg " + name);
    getContent().getElement().setAttribute("data-state", name);
    Span mark = Parts.span("rg", region);
    switch (state.freshness()) {
      case LIVE -> words.add(pulse, mark, rows, heard(state, "ago"));
      case CATCHING_UP ->
          words.add(new Icon("refresh-cw"), mark, rows, Parts.span("age", text("strip.catching")));
      case BEHIND -> words.add(new Icon("clock-alert"), mark, rows, heard(state, "behind"));
      case LOST -> words.add(new Icon("unplug"), mark, lost(state), rows, next, tryNow());
      case FORBIDDEN ->
          words.add(new Icon("lock"), mark, Parts.span("age", text("strip.forbidden")));
      case NOT_DEPLOYED ->
          words.add(new Icon("unplug"), mark, Parts.span("age", text("strip.notdeployed")));
      case NOT_IN_PROJECT ->
          words.add(new Icon("minus"), mark, Parts.span("age", text("strip.notinproject")));
    }
  }

  private Component heard(RegionState state, String form) {
    age = Age.since(state.lastMessage(), Age.Form.AGO).drawingFreshness();
    return Parts.span("age " + form, age);
  }

  /** It answers, and does not know any more who may see what. */
  private static boolean isUnconfirmed(RegionState state) {
    return state.problem().map(Refusal::reason).filter(UNCONFIRMED::equals).isPresent();
  }

  private static Component lost(RegionState state) {
    Span lost =
        Parts.span("why", text(isUnconfirmed(state) ? "strip.unconfirmed" : "strip.lost") + " ");
    lost.add(Age.since(state.since(), Age.Form.TIME));
    return lost;
  }

  private Component tryNow() {
    NativeButton button = new NativeButton(text("strip.try"), click -> onRetry.accept(region));
    button.addClassName("ew-link");
    return Parts.testId(button, "try-now-" + region);
  }

  private static String word(Freshness freshness) {
    return switch (freshness) {
      case LIVE -> "live";
      case CATCHING_UP -> "catching";
      case BEHIND -> "behind";
      case LOST -> "lost";
      case FORBIDDEN -> "noaccess";
      case NOT_DEPLOYED -> "notdeployed";
      case NOT_IN_PROJECT -> "notinproject";
    };
  }
}
