package dev.edgewatch.console.ui.copy;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Offers the live request behind a view as grpcurl, as Java, as cuttle and as a link. The person's
 * token never stands in the text.
 */
public final class CopyAs {
  private static final String LINK = "link";

  private final Supplier<List<LiveRequest>> requests;
  private final Map<Tab, String> forms = new LinkedHashMap<>();
  private final Map<String, Function<LiveRequest, String>> texts =
      Map.of(
          "grpcurl",
          RequestTexts::grpcurl,
          "java",
          RequestTexts::java,
          "cuttle",
          RequestTexts::cuttle);
  private final Tabs tabs = new Tabs();
  private final Select<String> region = new Select<>();
  private final Pre code = new Pre();
  private final Checkbox shownOnly = new Checkbox(text("copyas.columns"), true);
  private final Checkbox asFresh = new Checkbox(text("copyas.fresh"), false);
  private final Span perRegion =
      Parts.span("end row gap6", Parts.span("s12 t3", text("copyas.perregion")));
  private String shown = "";

  /**
   * @param requests one for each region that can be asked, in order; asked when it opens
   */
  public CopyAs(
      Component opener, String title, String sentence, Supplier<List<LiveRequest>> requests) {
    this.requests = requests;
    Popover popover = new Popover();
    popover.setTarget(opener);
    popover.setPosition(PopoverPosition.BOTTOM_END);
    popover.setWidth("568px");
    popover.setAriaLabel(title);
    Parts.testId(popover, "copy-as-popover");
    for (String form : List.of("grpcurl", "java", "cuttle", LINK)) {
      Tab tab = Parts.testId(new Tab(text("copyas." + form)), "copy-as-" + form);
      forms.put(tab, form);
      tabs.add(tab);
    }
    tabs.addClassName("ew-pill-tabs");
    tabs.addSelectedChangeListener(selected -> draw());
    region.setAriaLabel(text("device.region"));
    region.addClassName("ew-small");
    region.addValueChangeListener(changed -> draw());
    Parts.testId(region, "copy-as-region");
    perRegion.add(region);
    shownOnly.addValueChangeListener(changed -> draw());
    asFresh.addValueChangeListener(changed -> draw());
    Parts.testId(shownOnly, "copy-as-columns");
    Parts.testId(asFresh, "copy-as-fresh");
    code.addClassName("ew-code");
    code.getElement().setAttribute("tabindex", "0");
    Parts.testId(code, "copy-as-text");
    var copy = Parts.small(Parts.primary(text("copy"), "copy", "copy-as-copy", () -> {}));
    copy.getElement()
        .executeJs(
            "this.addEventListener('click', () => navigator.clipboard?.writeText($0.textContent))",
            code.getElement());
    popover.add(
        Parts.div("ew-copyas-head", new H2(title), new Paragraph(sentence)),
        Parts.div("row", tabs, perRegion),
        Parts.div("ew-copyas-text", code, copy),
        Parts.div("col", option(shownOnly, "field_mask"), option(asFresh, "x-edgewatch-at-least")),
        Parts.div(
            "row s12 t2 ew-copyas-foot", new Icon("key-round"), new Span(text("copyas.token"))));
    popover.addOpenedChangeListener(
        changed -> {
          if (changed.isOpened()) {
            fill();
          }
        });
  }

  private static Component option(Checkbox box, String how) {
    return Parts.div("row s13", box, Parts.span("end s12 t3 mono", how));
  }

  private void fill() {
    List<String> regions = requests.get().stream().map(LiveRequest::region).toList();
    region.setItems(regions);
    perRegion.setVisible(regions.size() > 1);
    regions.stream().findFirst().ifPresent(region::setValue);
    draw();
  }

  private void draw() {
    String form = forms.getOrDefault(tabs.getSelectedTab(), LINK);
    boolean isLink = form.equals(LINK);
    shownOnly.getParent().ifPresent(line -> line.setVisible(!isLink && !form.equals("cuttle")));
    asFresh.getParent().ifPresent(line -> line.setVisible(!isLink));
    if (isLink) {
      UI.getCurrentOrThrow()
          .getPage()
          .fetchCurrentURL(address -> show(form, address.toExternalForm()));
      return;
    }
    chosen().map(texts.getOrDefault(form, request -> "")).ifPresent(words -> show(form, words));
  }

  private void show(String form, String words) {
    boolean stillChosen = form.equals(forms.getOrDefault(tabs.getSelectedTab(), LINK));
    if (stillChosen && !words.equals(shown)) {
      shown = words;
      CodeText.show(code, words);
    }
  }

  private Optional<LiveRequest> chosen() {
    return requests.get().stream()
        .filter(request -> request.region().equals(region.getValue()))
        .findFirst()
        .map(request -> shownOnly.getValue() ? request : request.withoutPaths())
        .map(request -> asFresh.getValue() ? request : request.withoutPosition());
  }
}
