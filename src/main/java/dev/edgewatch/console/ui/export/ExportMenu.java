package dev.edgewatch.console.ui.export;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import dev.edgewatch.console.bff.ListReading;
import dev.edgewatch.console.ui.part.Parts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Offers a list as CSV or JSON. */
public final class ExportMenu {
  private final ListReading reading;
  private final Clock clock;

  /**
   * @param spec what is on the screen; asked when an export begins
   */
  public ExportMenu(
      Component opener, ListReading reading, Supplier<Optional<ExportSpec>> spec, Clock clock) {
    this.reading = reading;
    this.clock = clock;
    ContextMenu menu = new ContextMenu(opener);
    menu.setOpenOnClick(true);
    for (ExportForm form : ExportForm.values()) {
      MenuItem item =
          menu.addItem(
              text("export." + form.ending()),
              click -> spec.get().ifPresent(one -> start(one, form)));
      Parts.testId(item, "export-" + form.ending());
    }
  }

  private void start(ExportSpec one, ExportForm form) {
    UI ui = UI.getCurrentOrThrow();
    AtomicReference<Optional<Path>> file = new AtomicReference<>(Optional.empty());
    AtomicReference<Optional<ExportJob>> running = new AtomicReference<>(Optional.empty());
    ExportToast toast =
        new ExportToast(
            one.name(),
            () -> {
              running.get().ifPresent(ExportJob::cancel);
              file.get().ifPresent(ExportJob::delete);
            });
    ExportJob job =
        new ExportJob(
            reading, one, form, clock.instant(), rows -> show(ui, () -> toast.progress(rows)));
    running.set(Optional.of(job));
    Thread.ofVirtual()
        .name("export")
        .start(
            () -> {
              ExportJob.End end = job.run();
              boolean shown =
                  show(
                      ui,
                      () -> {
                        switch (end) {
                          case ExportJob.End.Written(var path, var summary) -> {
                            file.set(Optional.of(path));
                            toast.written(path, job.fileName(), summary);
                          }
                          case ExportJob.End.Failed(var why) -> toast.failed(why);
                          case ExportJob.End.Cancelled() -> toast.close();
                        }
                      });
              if (!shown && end instanceof ExportJob.End.Written(var path, var summary)) {
                ExportJob.delete(path);
              }
            });
  }

  /** Says whether there is still a page to show it on. */
  private static boolean show(UI ui, Runnable action) {
    try {
      ui.access(action::run);
      return true;
    } catch (UIDetachedException left) {
      return false;
    }
  }
}
