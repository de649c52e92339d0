package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.resource.Refusal;

/**
 * Tells how an action ended, at the bottom end of the page. Failures stay until they are closed.
 */
public final class Toast {
  private static final int SECONDS_OF_SUCCESS = 5;

  private Toast() {}

  public static void done(String title, String detail) {
    show("circle-check", "done", title, Parts.span("t2", detail), SECONDS_OF_SUCCESS * 1000);
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
              sentence(unknown.message(), trail(unknown)),
              0);
      case Outcome.Done done -> done(title, done.region());
    }
  }

  private static void failed(String title, Refusal refusal, String region, String requestId) {
    show(
        "circle-alert",
        "failed",
        title,
        sentence(refusal.message(), refusal.reason() + " · " + region + " · " + requestId),
        0);
  }

  private static String trail(Outcome outcome) {
    return outcome.region() + " · " + outcome.requestId();
  }

  private static Component sentence(String message, String trail) {
    return Parts.div("", Parts.div("t2", new Span(message)), Parts.span("mono s12 t3", trail));
  }

  private static void show(
      String icon, String kind, String title, Component detail, int milliseconds) {
    Notification notification = new Notification();
    notification.setPosition(Notification.Position.BOTTOM_END);
    notification.setDuration(milliseconds);
    Icon picture = new Icon(icon);
    picture.addClassName(kind);
    Div words = Parts.div("grow", Parts.div("semi", new Span(title)), detail);
    Div toast = Parts.div("ew-toast", picture, words);
    toast.add(Parts.iconButton(Texts.text("close"), "x", "toast-close", notification::close));
    Parts.testId(toast, "toast");
    notification.add(toast);
    notification.open();
  }
}
