package dev.edgewatch.console.ui.part;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.resource.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Tells how a write came along, at the bottom end of the page: which region accepted it and how
 * fast, and when the list on the screen has seen it. Leaves five seconds after that.
 *
 * <p>For robots it carries {@code data-position}: the position at which the write is visible.
 */
public final class WriteReceipt {
  private static final int STAYS_MILLIS = 5_000;

  private final RegionMarks marks;
  private final Clock clock;
  private final Instant begun;
  private final Notification notification = new Notification();
  private final Div toast;
  private final Div lines = Parts.div("ew-receipt");
  private final Span where = Parts.span("t3 s12 nowrap", text("receipt.notyet"));
  private final Icon listIcon = new Icon("clock");
  private final Span listWords = Parts.span("t2", text("receipt.coming"));
  private final Span listAge = Parts.span("age", "");
  private int unseen;

  /**
   * @param writes all accepted, at least one
   */
  public WriteReceipt(String title, List<Outcome.Done> writes, RegionMarks marks, Clock clock) {
    this.marks = marks;
    this.clock = clock;
    this.begun = clock.instant().minus(longest(writes));
    Span words = Parts.span("row gap6", Parts.span("semi", title), where);
    toast = Toast.frame(notification, done(), words, lines);
    Parts.testId(toast, "write-receipt");
    toast.getElement().setAttribute("role", "status");
    writes.stream()
        .map(Outcome.Done::region)
        .distinct()
        .forEach(region -> accepted(region, writes));
    unseen = (int) writes.stream().filter(write -> write.position().isPresent()).count();
    lines.add(Parts.span("", text("receipt.list")), listWords, listAge, listIcon);
    mark(writes);
    notification.open();
    if (unseen == 0) {
      allSeen();
    }
  }

  private static Icon done() {
    Icon picture = new Icon("circle-check");
    picture.addClassName("done");
    return picture;
  }

  private static Duration longest(List<Outcome.Done> writes) {
    return writes.stream().map(Outcome.Done::took).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private void accepted(String region, List<Outcome.Done> writes) {
    List<Outcome.Done> here =
        writes.stream().filter(write -> write.region().equals(region)).toList();
    lines.add(
        marks.mark(region),
        Parts.span("t2", words(here)),
        Parts.span("age", seconds(longest(here))),
        new Icon("check"));
  }

  /** Says it when an answer got lost and the region had to be asked again. */
  private static String words(List<Outcome.Done> here) {
    boolean again = here.stream().anyMatch(write -> write.asked() > 1);
    String accepted =
        here.size() == 1 ? text("receipt.accepted") : text("receipt.accepted.many", here.size());
    return again ? text("receipt.again", accepted) : accepted;
  }

  private void mark(List<Outcome.Done> writes) {
    Outcome.Done last = writes.getLast();
    toast.getElement().setAttribute("data-request-id", last.requestId());
    toast.getElement().setAttribute("data-region", last.region());
    toast
        .getElement()
        .setAttribute("data-position", last.position().map(Position::text).orElse(""));
    toast.getElement().setAttribute("data-seen", "false");
  }

  /** The list on the screen has reached one of the writes. Called with the UI's lock. */
  public void seen() {
    unseen--;
    if (unseen == 0) {
      listAge.setText(seconds(Duration.between(begun, clock.instant())));
      allSeen();
    }
  }

  private void allSeen() {
    listWords.setText(text("receipt.seen"));
    listIcon.setSymbol("check");
    where.setText(text("receipt.everywhere"));
    toast.getElement().setAttribute("data-seen", "true");
    notification.setDuration(STAYS_MILLIS);
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ENGLISH, "%.1f s", Math.max(0.1, took.toMillis() / 1000.0));
  }
}
