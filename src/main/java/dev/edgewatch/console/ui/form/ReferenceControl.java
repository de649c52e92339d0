package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase.CustomValueSetEvent;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.NearParents;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Picks another resource: those near this one are offered live, more are found by their words, and
 * any name can be typed.
 */
final class ReferenceControl implements Control {
  private static final int OFFERED = 200;
  private static final int FOUND = 20;
  private static final String OFFER =
      "<span class=\"col\"><span class=${item.against ? 't3' : ''}>${item.words}</span>"
          + "${item.against ? html`<span class=\"row gap4 t3 s12\">"
          + Icon.svg("lock", "i s")
          + "${item.against}</span>` : ''}</span>";

  private final Controls around;
  private final ResourceType target;
  private final Function<String, Optional<String>> whyNot;
  private final ComboBox<String> box = new ComboBox<>();
  private final Map<String, String> titles = new TreeMap<>();
  private final List<LiveQuery> queries = new ArrayList<>();
  private List<Object> shown = List.of();
  private @Nullable Drain drain;
  private int searches;

  /**
   * Refers to a resource of a type.
   *
   * @param whyNot what speaks against one of them
   */
  ReferenceControl(
      Controls around,
      ResourceType target,
      String label,
      Function<String, Optional<String>> whyNot,
      Runnable onChange) {
    this.around = around;
    this.target = target;
    this.whyNot = whyNot;
    box.setAriaLabel(label);
    box.setPlaceholder(text("reference.pick", TypeNames.one(target)));
    box.setClearButtonVisible(true);
    box.setItemLabelGenerator(this::words);
    box.setRenderer(
        LitRenderer.<String>of(OFFER)
            .withProperty("words", this::words)
            .withProperty("against", name -> whyNot.apply(name).orElse("")));
    box.setItems(List.of());
    box.addFocusListener(focused -> open());
    box.addBlurListener(left -> close());
    box.addDetachListener(gone -> close());
    box.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            judge(changed.getValue());
            shown = changed.getValue() == null ? List.of() : List.of(changed.getValue());
            onChange.run();
          }
        });
    box.addCustomValueSetListener(
        (ComponentEventListener<CustomValueSetEvent<ComboBox<String>>>)
            typed -> {
              type(typed.getDetail());
              onChange.run();
            });
    box.getElement()
        .addPropertyChangeListener(
            "filter", "filter-changed", typed -> search(String.valueOf(typed.getValue())));
    Parts.testId(box, "reference-" + TypeNames.key(target));
  }

  @Override
  public Component component() {
    return box;
  }

  @Override
  public void show(List<Object> values) {
    shown = values;
    box.setInvalid(false);
    box.setValue(values.isEmpty() ? null : (String) values.getFirst());
  }

  @Override
  public Optional<List<Object>> values() {
    return box.isInvalid() ? Optional.empty() : Optional.of(shown);
  }

  /** What speaks against a choice is said beside it, and it is not sent. */
  private void judge(@Nullable String name) {
    Optional<String> against = name == null ? Optional.empty() : whyNot.apply(name);
    box.setErrorMessage(against.orElse(""));
    box.setInvalid(against.isPresent());
  }

  private void type(String name) {
    try {
      target.parseName(name);
      box.setValue(name);
      judge(name);
      shown = List.of(name);
    } catch (RefusalException noName) {
      box.setErrorMessage(noName.refusal().message());
      box.setInvalid(true);
    }
  }

  private String words(String name) {
    String called = titles.getOrDefault(name, "");
    String id = TypeNames.id(name);
    String region =
        target.findName(name).flatMap(ResourceName::region).map(one -> " · " + one).orElse("");
    return called.isEmpty() || called.equals(id) ? id + region : called + " · " + id + region;
  }

  // ---- what is offered ----

  private void open() {
    if (!queries.isEmpty() || !StandardMethod.WATCH_MANY.offeredBy(target)) {
      return;
    }
    Drain opened = around.timer().drain(UI.getCurrentOrThrow(), this::drain);
    drain = opened;
    for (String parent : parents()) {
      var spec = new LiveQuery.Spec(target, parent, "", "", Set.of(), List.copyOf(paths()));
      LiveQuery query = around.session().open(spec, opened::dirty);
      query.viewport(0, OFFERED);
      queries.add(query);
    }
    opened.dirty();
  }

  private void close() {
    queries.forEach(LiveQuery::close);
    queries.clear();
    if (drain != null) {
      drain.stop();
      drain = null;
    }
  }

  private Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>(List.of("name"));
    target.displayNamePath().ifPresent(paths::add);
    return paths;
  }

  private Set<String> parents() {
    return NearParents.of(target, around.above());
  }

  private void drain() {
    boolean news = false;
    for (LiveQuery query : queries) {
      news |= !query.drain().isEmpty();
      for (int index = 0; index < Math.min(OFFERED, query.size()); index++) {
        news |= query.row(index).filter(this::offer).isPresent();
      }
    }
    if (news) {
      showOffers();
    }
  }

  private boolean offer(LiveRow row) {
    String called = target.displayNameOf(row.resource());
    return !called.equals(titles.put(row.name(), called));
  }

  private void showOffers() {
    String value = box.getValue();
    box.setItems((name, filter) -> matches(name, filter), titles.keySet());
    box.setValue(value);
  }

  private boolean matches(String name, String filter) {
    return (name + " " + words(name))
        .toLowerCase(Locale.ROOT)
        .contains(filter.toLowerCase(Locale.ROOT));
  }

  private void search(String phrase) {
    searches++;
    int turn = searches;
    if (phrase.strip().length() < 2 || !StandardMethod.SEARCH.offeredBy(target)) {
      return;
    }
    for (String parent : parents()) {
      var _ =
          around
              .session()
              .search(target, parent, phrase.strip(), List.copyOf(paths()), FOUND)
              .thenAccept(rows -> access(() -> found(rows, turn)));
    }
  }

  private void found(List<LiveRow> rows, int turn) {
    if (turn == searches && rows.stream().filter(this::offer).count() > 0) {
      showOffers();
    }
  }

  private void access(Runnable action) {
    try {
      box.getUI().ifPresent(ui -> ui.access(action::run));
    } catch (UIDetachedException left) {
      // Nobody looks any more.
    }
  }
}
