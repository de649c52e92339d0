package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Instant;

/** How long ago an instant is, kept right by the browser; the server sends the instant only. */
@Tag("ew-age")
@JsModule("./age.ts")
public final class Age extends Component implements HasStyle {

  /** How it reads: {@code 3 min}, {@code 3 min ago}, {@code 14:02}, {@code as of 14:02}. */
  public enum Form {
    AGE("age"),
    AGO("ago"),
    TIME("time"),
    AS_OF("as-of");

    private final String attribute;

    Form(String attribute) {
      this.attribute = attribute;
    }
  }

  public static Age since(Instant since, Form form) {
    Age age = new Age();
    age.getElement().setAttribute("data-form", form.attribute);
    age.setSince(since);
    return age;
  }

  /** Counts down, {@code in 12 s}. */
  public static Age until(Instant until) {
    Age age = new Age();
    age.getElement().setAttribute("data-until", String.valueOf(until.toEpochMilli()));
    return age;
  }

  public void setSince(Instant since) {
    getElement().setAttribute("data-since", String.valueOf(since.toEpochMilli()));
  }

  /** Also draws the freshness line of the segment it stands in. */
  public Age drawingFreshness() {
    getElement().setAttribute("data-fresh", "");
    return this;
  }
}
