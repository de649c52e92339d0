package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;

/** Says why a list or a page is empty, and what helps. */
public final class EmptyState extends Composite<Div> {
  private final H2 title;
  private final Paragraph sentence;

  public EmptyState(String testId, String icon, String title, String sentence, Component... acts) {
    this.title = new H2(title);
    this.sentence = new Paragraph(sentence);
    getContent().addClassName("ew-empty");
    Parts.testId(this, testId);
    Icon picture = new Icon(icon);
    Div frame = Parts.div("pic", picture);
    getContent().add(frame, this.title, this.sentence);
    if (acts.length > 0) {
      getContent().add(Parts.div("acts", acts));
    }
  }

  /** Not known is hatched. */
  public EmptyState hatched() {
    getContent().addClassName("hatched");
    return this;
  }

  /** Has another title now. */
  void name(String words) {
    if (!title.getText().equals(words)) {
      title.setText(words);
    }
  }

  /** Says something else now. */
  void say(String words) {
    sentence.setText(words);
  }

  /** Something small below the rest. */
  void below(Component... parts) {
    getContent().add(Parts.div("s12 t3", parts));
  }
}
