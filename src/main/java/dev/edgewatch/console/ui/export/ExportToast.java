package dev.edgewatch.console.ui.export;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.edgewatch.console.bff.ListReading;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.Toast;
import java.nio.file.Path;

/**
 * Follows one export at the bottom end of the page, across pages: how far it is, how it ended, and
 * the file for as long as the toast is there. Used with the UI's lock.
 */
final class ExportToast {
  private final Notification notification = new Notification();
  private final Icon picture = new Icon("download");
  private final Span title = Parts.span("semi", "");
  private final Div detail = Parts.div("t2");
  private final Div toast;

  /**
   * @param onGone called when the toast is gone, whatever for
   */
  ExportToast(String what, Runnable onGone) {
    title.setText(text("export.running", what));
    detail.add(new Span(text("export.rows", 0)));
    toast = Toast.frame(notification, picture, title, detail);
    Parts.testId(toast, "export-toast");
    toast.getElement().setAttribute("data-state", "running");
    toast.getElement().setAttribute("role", "status");
    notification.addDetachListener(gone -> onGone.run());
    notification.open();
  }

  void progress(long rows) {
    detail.removeAll();
    detail.add(new Span(text("export.rows", rows)));
  }

  void written(Path file, String name, ListReading.Summary summary) {
    picture.setSymbol("circle-check");
    picture.addClassName("done");
    title.setText(text("export.done", summary.rows()));
    Anchor link = new Anchor(DownloadHandler.forFile(file.toFile(), name), name);
    link.getElement().setAttribute("download", true);
    Parts.testId(link, "export-file");
    detail.removeAll();
    detail.add(link);
    if (!summary.missing().isEmpty()) {
      detail.add(
          Parts.div("s12", new Span(text("export.missing", String.join(", ", summary.missing())))));
    }
    if (summary.more()) {
      detail.add(Parts.div("s12", new Span(text("export.more", ListReading.MOST_ROWS))));
    }
    link.getElement().executeJs("this.click()");
    toast.getElement().setAttribute("data-state", "done");
  }

  void failed(String why) {
    picture.setSymbol("circle-alert");
    picture.addClassName("failed");
    title.setText(text("export.failed"));
    detail.removeAll();
    detail.add(new Span(why));
    toast.getElement().setAttribute("data-state", "failed");
  }

  void close() {
    notification.close();
  }
}
