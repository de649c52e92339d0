package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.access.v1.HeldBinding;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;
import java.util.function.Supplier;

/** Tells whoever may only look that nothing can happen by accident; gone when that is over. */
public final class ReaderNote extends Composite<Div> {
  private final PageAccess page;
  private final Supplier<List<Verdict>> changes;
  private final Span words = new Span();

  /**
   * Follows what the reader of a page may do.
   *
   * @param changes whether he may do each of the things that change something
   */
  public ReaderNote(PageAccess page, Supplier<List<Verdict>> changes) {
    this.page = page;
    this.changes = changes;
    getContent().addClassNames("ew-note", "info", "ew-reader");
    getContent().add(new Icon("eye"), words);
    setVisible(false);
    Parts.testId(this, "reader-note");
    page.onChange(this::draw);
  }

  private void draw() {
    List<Verdict> verdicts = changes.get();
    List<String> roles =
        page.mine().map(MyAccess::bindings).orElse(List.of()).stream()
            .map(HeldBinding::getRole)
            .map(Role::getDisplayName)
            .filter(title -> !title.isEmpty())
            .distinct()
            .toList();
    setVisible(
        !roles.isEmpty() && !verdicts.isEmpty() && verdicts.stream().noneMatch(Verdict::isOffered));
    words.removeAll();
    words.add(
        new Span(text("access.reader", roles.size()) + " "),
        Parts.span("semi", String.join(", ", roles)),
        new Span(". " + text("access.reader.safe")));
  }
}
