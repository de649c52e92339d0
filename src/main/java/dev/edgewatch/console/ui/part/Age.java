package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Instant;

/**
 * How long ago or until an instant is, kept right by the browser; the server sends the instant
 * only.
 */
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

  /**
   * The browser alone knows what is to come by its own clock. It counts down to such an instant,
   * and up from it when it is over; what is farther away than a timer reaches is drawn anew before.
   */
  private static final String COUNT_DOWN_FIRST =
      """
      const left = $0 - Date.now();
      if (left > 0) {
        this.dataset.until = $0;
        if (left < 2147483647) setTimeout(() => this.removeAttribute('data-until'), left);
      }
      """;

  /** The same for templates: {@code item.at} in both directions. */
  public static final String TEMPLATE =
      "${item.at > Date.now() ? html`<ew-age class=\"t2\" data-until=${item.at}></ew-age>`"
          + " : html`<ew-age class=\"t2\" data-since=${item.at}></ew-age>`}";

  /** How long ago it is, or how long until it is. */
  public static Age at(Instant instant, Form form) {
    Age age = since(instant, form);
    age.getElement().executeJs(COUNT_DOWN_FIRST, (double) instant.toEpochMilli());
    return age;
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
