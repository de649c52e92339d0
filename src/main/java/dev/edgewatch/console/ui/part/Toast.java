package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.resource.Refusal;

/**
 * Tells at the bottom end of the page that an action failed, until it is closed. What went well has
 * a {@link WriteReceipt}.
 */
public final class Toast {
  private Toast() {}

  /**
   * What all toasts look like: a picture, words and a way to close it. Stays until it is closed,
   * and is opened by the caller.
   */
  public static Div frame(Notification notification, Icon picture, Component... words) {
    Div toast = Parts.div("ew-toast", picture, Parts.div("grow", words));
    toast.add(Parts.iconButton(Texts.text("close"), "x", "toast-close", notification::close));
    notification.setPosition(Notification.Position.BOTTOM_END);
    notification.setDuration(0);
    notification.add(toast);
    return toast;
  }

  /**
   * Says what was refused, by which region and under which request id; or that the outcome is not
   * known.
   */
  public static void failed(String title, Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused refused ->
          failed(title, refused.refusal(), refused.region(), refused.requestId());
      case Outcome.Unknown unknown ->
          show(
              "circle-question-mark",
              "unknown",
              Texts.text("toast.unknown"),
              sentence(unknown.message(), trail(unknown)));
      case Outcome.Done _ -> {
        // A receipt tells that.
      }
    }
  }

  private static void failed(String title, Refusal refusal, String region, String requestId) {
    show(
        "circle-alert",
        "failed",
        title,
        sentence(refusal.message(), refusal.reason() + " · " + region + " · " + requestId));
  }

  private static String trail(Outcome outcome) {
    return outcome.region() + " · " + outcome.requestId();
  }

  private static Component sentence(String message, String trail) {
    return Parts.div("", Parts.div("t2", new Span(message)), Parts.span("mono s12 t3", trail));
  }

  private static void show(String icon, String kind, String title, Component detail) {
    Notification notification = new Notification();
    Icon picture = new Icon(icon);
    picture.addClassName(kind);
    Div toast = frame(notification, picture, Parts.div("semi", new Span(title)), detail);
    Parts.testId(toast, "toast");
    notification.open();
  }
}
