package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Name of the list, whether it is live, how many rows it has, and its one primary button. */
final class ListTitle extends Composite<Div> {
  private final LivePill pill = new LivePill();
  private final CountLine counts = new CountLine();
  final SettledMark settled = new SettledMark();
  private final Button pause;
  private final Icon pauseIcon = new Icon("pause").prefix();

  ListTitle(String title, Component primary, Runnable onPause) {
    pause = Parts.small(Parts.button(text("pause"), "", "toolbar-pause", onPause));
    pause.addClassName("toolbar-pause");
    pause.getElement().appendChild(pauseIcon.getElement());
    getContent().addClassName("pg-title");
    getContent()
        .add(
            new H1(title),
            pill,
            new LinkMark(),
            pause,
            counts,
            Parts.div("end row", settled, primary));
  }

  /** What opens more about how live the list is. */
  Component pill() {
    return pill.opener();
  }

  void show(Glance list, @Nullable Instant pausedAt) {
    pill.show(list.regions(), pausedAt);
    counts.show(list.counts(), list.regions());
    settled.show(list.positions());
    settled.getElement().getClassList().set("hidden", pausedAt != null);
    pause.setText(text(pausedAt == null ? "pause" : "resume"));
    pause.getElement().appendChild(pauseIcon.getElement());
    pauseIcon.setSymbol(pausedAt == null ? "pause" : "play");
  }
}
