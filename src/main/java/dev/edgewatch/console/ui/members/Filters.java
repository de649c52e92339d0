package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.List;

/** Which rows of a section are shown, with how many there are of each kind. */
final class Filters extends Composite<Tabs> {
  private final List<String> keys;
  private final List<Span> counts = new ArrayList<>();

  /**
   * Starts with the first of them.
   *
   * @param key for robots and texts: {@code members.here}
   */
  Filters(String key, List<String> keys, Runnable onChange) {
    this.keys = List.copyOf(keys);
    getContent().addClassName("ew-pill-tabs");
    for (String one : keys) {
      Span count = Parts.span("t3 num", "");
      counts.add(count);
      getContent()
          .add(Parts.testId(new Tab(new Span(text(key + "." + one)), count), key + "-" + one));
    }
    getContent()
        .addSelectedChangeListener(
            selected -> {
              if (selected.isFromClient()) {
                onChange.run();
              }
            });
  }

  String chosen() {
    return keys.get(Math.max(0, getContent().getSelectedIndex()));
  }

  void count(List<Integer> rows) {
    for (int index = 0; index < rows.size(); index++) {
      counts.get(index).setText(String.valueOf(rows.get(index)));
    }
  }
}
