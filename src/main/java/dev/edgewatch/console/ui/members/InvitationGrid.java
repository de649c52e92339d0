package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.part.Face;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Invitations with where they stand, and what can be done with them. */
final class InvitationGrid extends Composite<Grid<InvitationRow>> {
  private static final String INVITED =
      "<span class=\"row\" data-testid=\"invitation-${item.id}\"><span class=\"ew-face ${item.open ? 'ghost' : item.colour}\">${item.initial}</span>"
          + "<span class=\"name ellip ${item.open ? '' : 't2'}\">${item.email}</span></span>";
  private static final String ROLES =
      "<span class=\"row gap4\">${item.roles.map(role => html`<span class=\"ew-role\">${role}</span>`)}</span>";
  private static final String STATE =
      "<span class=\"ew-inv ${item.state}\" data-testid=\"invitation-state-${item.id}\">"
          + "${item.state === 'pending' ? html`"
          + Icon.svg("clock", "i s")
          + "` : item.state === 'accepted' ? html`"
          + Icon.svg("check", "i s")
          + "` : item.state === 'declined' ? html`"
          + Icon.svg("x", "i s")
          + "` : html`"
          + Icon.svg("timer", "i s")
          + "`}${item.word}</span>";
  private static final String EXPIRY =
      "${item.until ? html`<span class=\"t2\">${item.words} <ew-age data-until=${item.until}></ew-age></span>`"
          + " : item.since ? html`<span class=\"t2\">${item.words} <ew-age data-form=\"ago\" data-since=${item.since}></ew-age></span>` : ''}";
  private static final String BY =
      "<span class=\"t2 ellip\">${item.by}${item.by && item.sent ? ', ' : ''}${item.sent ? html`<ew-age data-form=\"ago\" data-since=${item.sent}></ew-age>` : ''}</span>";
  private static final String ACTS =
      "<span class=\"row gap4 ew-acts\">"
          + "${item.open ? html`<button class=\"ew-act raised\" @click=${resend} aria-disabled=${item.noResend ? 'true' : 'false'} title=${item.noResend} data-testid=\"invitation-resend-${item.id}\">"
          + Icon.svg("send", "i s")
          + "${item.resendWord}</button>"
          + "<button class=\"ew-act\" @click=${() => navigator.clipboard?.writeText(location.origin + '/' + item.link)} data-testid=\"invitation-link-${item.id}\">"
          + Icon.svg("link", "i s")
          + "${item.linkWord}</button>"
          + "<button class=\"ew-act danger\" @click=${revoke} aria-disabled=${item.noRevoke ? 'true' : 'false'} title=${item.noRevoke} data-testid=\"invitation-revoke-${item.id}\">${item.revokeWord}</button>`"
          + " : html`<button class=\"ew-act\" @click=${again} data-testid=\"invitation-again-${item.id}\">"
          + Icon.svg("rotate-ccw", "i s")
          + "${item.againWord}</button>`}</span>";

  private final List<InvitationRow> rows = new ArrayList<>();

  /** What can be done with an invitation, and whether. */
  interface Acts {
    Verdict mayResend(InvitationRow row);

    Verdict mayRevoke(InvitationRow row);

    void resend(InvitationRow row);

    void revoke(InvitationRow row);

    void again(InvitationRow row);

    /** Why something is denied, or nothing. */
    String whyNot(Verdict verdict);
  }

  InvitationGrid(Acts acts) {
    Grid<InvitationRow> grid = getContent();
    grid.addClassNames("ew-grid", "ew-people");
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setAllRowsVisible(true);
    Parts.testId(this, "invitations-grid");
    column(
        "invited",
        "230px",
        2,
        renderer(INVITED)
            .withProperty("email", InvitationRow::email)
            .withProperty("open", row -> row.standing().isOpen())
            .withProperty("initial", row -> Face.initial(row.email()))
            .withProperty("colour", row -> Face.colour(row.email())));
    column("roles", "176px", 1, renderer(ROLES).withProperty("roles", InvitationRow::roles));
    column(
        "only",
        "120px",
        1,
        LitRenderer.<InvitationRow>of("<span class=\"t2 ellip\">${item.only}</span>")
            .withProperty("only", row -> row.only().isEmpty() ? text("member.all") : row.only()));
    column(
        "state",
        "110px",
        0,
        renderer(STATE)
            .withProperty("state", row -> row.standing().name().toLowerCase(Locale.ROOT))
            .withProperty("word", row -> word(row.standing())));
    column(
        "expiry",
        "128px",
        0,
        renderer(EXPIRY)
            .withProperty("until", row -> millis(row, InvitationRow.Standing.PENDING))
            .withProperty("since", row -> millis(row, InvitationRow.Standing.EXPIRED))
            .withProperty(
                "words",
                row -> text(row.standing().isOpen() ? "invitation.ends" : "invitation.ended")));
    column(
        "by",
        "140px",
        1,
        renderer(BY)
            .withProperty("by", InvitationRow::by)
            .withProperty("sent", row -> row.sent().map(Instant::toEpochMilli).orElse(null)));
    column(
        "acts",
        "268px",
        0,
        renderer(ACTS)
            .withProperty("open", row -> row.standing().isOpen())
            .withProperty("link", InvitationRow::link)
            .withProperty("noResend", row -> acts.whyNot(acts.mayResend(row)))
            .withProperty("noRevoke", row -> acts.whyNot(acts.mayRevoke(row)))
            .withProperty("resendWord", row -> text("invitation.resend"))
            .withProperty("linkWord", row -> text("invitation.link"))
            .withProperty("revokeWord", row -> text("invitation.revoke"))
            .withProperty("againWord", row -> text("invitation.again"))
            .withFunction("resend", acts::resend)
            .withFunction("revoke", acts::revoke)
            .withFunction("again", acts::again));
    grid.setItems(rows).setIdentifierProvider(InvitationRow::name);
  }

  private void column(String key, String width, int grow, LitRenderer<InvitationRow> renderer) {
    getContent()
        .addColumn(renderer)
        .setHeader(key.equals("acts") ? "" : text("invitation.column." + key))
        .setWidth(width)
        .setFlexGrow(grow);
  }

  private static LitRenderer<InvitationRow> renderer(String template) {
    return LitRenderer.<InvitationRow>of(template)
        .withProperty("id", row -> Names.last(row.name()));
  }

  private static Object millis(InvitationRow row, InvitationRow.Standing standing) {
    Function<Instant, Object> millis = Instant::toEpochMilli;
    Optional<Object> when = row.standing() == standing ? row.ends().map(millis) : Optional.empty();
    return when.orElse("");
  }

  static String word(InvitationRow.Standing standing) {
    return text("invitation.state." + standing.name().toLowerCase(Locale.ROOT));
  }

  /** Shows these; rows that are the same are not sent again. */
  void show(List<InvitationRow> next) {
    RowChanges.of(rows, next, InvitationRow::name)
        .apply(getContent().getListDataView(), rows, next);
  }

  /** What may be done is another thing now. */
  void redraw() {
    getContent().getListDataView().refreshAll();
  }
}
