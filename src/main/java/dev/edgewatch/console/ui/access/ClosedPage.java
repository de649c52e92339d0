package dev.edgewatch.console.ui.access;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.access.v1.HeldBinding;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Parts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In place of a page that is closed to its reader: what it takes, which of his roles comes nearest,
 * what he has, and who can give the rest and can be asked for it.
 */
public final class ClosedPage extends Composite<Div> {
  private final String what;
  private final PageAccess page;
  private final Verdict.Denied denied;
  private final Div main = Parts.div("ew-closed-main");
  private final Runnable draw = this::draw;
  private List<HeldBinding> held = List.of();
  private Verdict.@Nullable Denied shown;

  /**
   * Made anew for each denial.
   *
   * @param what plural and capital, for example {@code Secrets}
   */
  public ClosedPage(String what, PageAccess page, Verdict.Denied denied) {
    this.what = what;
    this.page = page;
    this.denied = denied;
    Div side =
        Parts.div(
            "ew-closed-side",
            new AskForAccess(page, denied),
            Parts.div(
                "row",
                Parts.span("ew-closed-dot", ""),
                Parts.span("t2 s13 grow", text("closed.watching"))));
    getContent().addClassName("ew-closed");
    getContent().add(Parts.div("ew-closed-columns", main, side));
    Parts.testId(this, "page-closed");
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    page.onChange(draw);
    draw();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    page.forget(draw);
  }

  /** A list may be refused before it is known which roles there are, and these change. */
  private void draw() {
    Verdict.Denied now =
        page.may(denied.permission(), denied.object()) instanceof Verdict.Denied known
            ? known
            : denied;
    List<HeldBinding> holding = page.mine().map(MyAccess::bindings).orElse(List.of());
    if (now.equals(shown) && holding.equals(held)) {
      return;
    }
    shown = now;
    held = holding;
    main.removeAll();
    main.add(
        Parts.div(
            "col ew-closed-head",
            Parts.div("row gap6", Parts.span("ew-tag", "403"), Parts.span("t2 s13", what)),
            new H1(text("closed.title", what))),
        new Reason(now, held.size()));
    String nearest = now.nearest().map(Verdict.Near::binding).orElse("");
    List<HeldBinding> others =
        held.stream().filter(one -> !one.getBinding().getName().equals(nearest)).toList();
    if (!others.isEmpty()) {
      main.add(
          new H2(text(nearest.isEmpty() ? "closed.held" : "closed.others")),
          table(others, now.permission()));
    }
    main.add(
        Parts.div(
            "row s12 t3 ew-closed-foot",
            new Span(text("closed.reader", page.reader().email())),
            Parts.span("end", Parts.small(Reason.copy(now, "closed-copy")))));
  }

  private static Component table(List<HeldBinding> held, String permission) {
    Div table = Parts.div("ew-table held-roles");
    held.forEach(one -> table.add(line(one, permission)));
    return Parts.testId(table, "closed-held");
  }

  private static Div line(HeldBinding held, String permission) {
    String role = held.getRole().getDisplayName();
    String binding = held.getBinding().getName();
    return Parts.div(
        "line",
        Parts.div("cell semi", new Span(role.isEmpty() ? held.getBinding().getRole() : role)),
        Parts.div("cell t2", new Span(AccessWords.member(held.getBinding().getMember()))),
        Parts.div("cell t2 mono s12", new Span(AccessWords.place(PageAccess.scopeOf(binding)))),
        Parts.div(
            "cell t3 s12 acts",
            new Span(text(names(held.getRole(), permission) ? "closed.narrow" : "closed.lacks"))));
  }

  private static boolean names(Role role, String permission) {
    return role.getOwnedObjectsCount() > 0
        || role.getGrantsList().stream()
            .anyMatch(grant -> grant.getPermissionsList().contains(permission));
  }
}
