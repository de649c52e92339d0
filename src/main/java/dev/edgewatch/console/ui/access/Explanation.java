package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dialog.Dialog;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;

/** Says why something is denied, and closes by itself when it is denied no more. */
final class Explanation extends Composite<Dialog> {
  private final PageAccess page;
  private final Guarded guarded;
  private final Runnable heal = this::heal;

  Explanation(PageAccess page, Guarded guarded, Verdict.Denied denied) {
    this.page = page;
    this.guarded = guarded;
    Dialog dialog = getContent();
    AskForAccess asking = new AskForAccess(page, denied);
    int roles = page.mine().map(MyAccess::bindings).orElse(List.of()).size();
    dialog.setHeaderTitle(text("access.title", Permissions.spoken(denied.permission())));
    dialog.setWidth("520px");
    dialog.add(Parts.div("col ew-explanation", new Reason(denied, roles), asking));
    dialog
        .getFooter()
        .add(
            Reason.copy(denied, "access-copy"),
            Parts.button(text("close"), "", "access-close", dialog::close));
    dialog.addOpenedChangeListener(
        changed -> {
          if (!changed.isOpened()) {
            page.forget(heal);
          }
        });
    asking.addAttachListener(attached -> asking.focus());
    Parts.testId(dialog, "access-denied");
  }

  void open() {
    page.onChange(heal);
    getContent().open();
  }

  private void heal() {
    if (guarded.verdict().isOffered()) {
      getContent().close();
    }
  }
}
