package dev.edgewatch.console.ui.deletion;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.ui.deletion.Dependent.Effect;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Type by type how many resources a deletion takes, is stopped by or leaves without a reference,
 * counted while somebody looks; what cannot be counted says why.
 */
final class DeletionPreview extends Composite<Div> {
  /** Of how many resources it is counted: each of them is asked for in streams of its own. */
  static final int COUNTED = 8;

  private final ConsoleSession session;
  private final DrainTimer timer;
  private final ResourceType type;
  private final List<String> counted;
  private final int deleted;
  private final Span progress = Parts.span("t2 s12 num", "");
  private final Div groups = Parts.div("ew-dependents");
  private List<Tally.Line> drawn = List.of();
  private Map<String, List<String>> organizations = Map.of();
  private @Nullable OrganizationsAbove above;
  private @Nullable Tally tally;
  private @Nullable Drain drain;

  /**
   * @param names of what is deleted; only the first ones are counted for
   */
  DeletionPreview(ConsoleSession session, DrainTimer timer, ResourceType type, List<String> names) {
    this.session = session;
    this.timer = timer;
    this.type = type;
    this.counted = names.stream().limit(COUNTED).toList();
    this.deleted = names.size();
    progress.getElement().setAttribute("role", "status");
    Parts.testId(progress, "deletion-progress");
    Parts.testId(this, "deletion-preview");
    getContent().addClassName("ew-deletion");
    getContent().add(groups, progress);
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    Drain opened = timer.drain(attached.getUI(), this::draw);
    drain = opened;
    above = new OrganizationsAbove(session, type, counted, opened::dirty);
    draw();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (drain != null) {
      drain.stop();
    }
    if (above != null) {
      above.close();
      above = null;
    }
    if (tally != null) {
      tally.close();
      tally = null;
    }
  }

  /** Counts anew when it is known better where to look. */
  private Tally tally(OrganizationsAbove known, Drain opened) {
    Map<String, List<String>> now = known.all();
    Tally counting = tally;
    if (counting == null || !now.equals(organizations)) {
      if (counting != null) {
        counting.close();
      }
      organizations = now;
      counting =
          new Tally(session, Dependents.of(session.catalog(), type, counted, now), opened::dirty);
      tally = counting;
    }
    return counting;
  }

  private void draw() {
    OrganizationsAbove known = above;
    Drain opened = drain;
    if (known == null || opened == null) {
      return;
    }
    List<Tally.Line> lines = tally(known, opened).lines();
    long done = lines.stream().filter(line -> !line.counting()).count();
    boolean settled = done == lines.size() && known.known();
    String said = settled ? result(lines) : text("deletion.counting", done, lines.size());
    progress.setText(
        deleted > COUNTED ? said + " " + text("deletion.first", COUNTED, deleted) : said);
    getContent().getElement().setAttribute("data-settled", String.valueOf(settled));
    if (!lines.equals(drawn)) {
      drawn = lines;
      groups.removeAll();
      for (Effect effect : Effect.values()) {
        List<Tally.Line> shown =
            lines.stream()
                .filter(line -> line.dependent().effect() == effect && isShown(line))
                .toList();
        if (!shown.isEmpty()) {
          groups.add(group(effect, shown));
        }
      }
    }
  }

  private String result(List<Tally.Line> lines) {
    long unknown = lines.stream().filter(line -> !line.exact()).count();
    if (unknown > 0) {
      return text("deletion.partly", unknown, lines.size());
    }
    boolean any = lines.stream().anyMatch(DeletionPreview::isShown);
    return any ? text("deletion.counted") : text("deletion.nothing", deleted);
  }

  /**
   * What is counted and not there concerns nobody; what is being counted comes when it is there.
   */
  private static boolean isShown(Tally.Line line) {
    return line.rows() > 0 || !(line.counting() || line.exact());
  }

  private Component group(Effect effect, List<Tally.Line> lines) {
    String key = effect.name().toLowerCase(Locale.ROOT);
    Div group =
        Parts.div("ew-dependent-group " + key, new H3(text("deletion." + key + ".title", deleted)));
    Map<String, List<Tally.Line>> unknown = new LinkedHashMap<>();
    for (Tally.Line line : lines) {
      if (line.rows() > 0) {
        group.add(counted(line));
      } else {
        unknown.computeIfAbsent(note(line), any -> new ArrayList<>()).add(line);
      }
    }
    unknown.forEach((why, types) -> group.add(unknown(why, types)));
    return Parts.testId(group, "deletion-" + key);
  }

  private Component counted(Tally.Line line) {
    return marked(
        Parts.div(
            "ew-dependent",
            new Span(TypeNames.title(line.dependent().type())),
            Parts.span("num semi", words(line)),
            Parts.span("t2 s12", note(line))),
        line);
  }

  /** Types of which nothing is known for the same reason, together. */
  private static Component unknown(String why, List<Tally.Line> lines) {
    Div row = Parts.div("ew-dependent-unknown", Parts.span("semi", text("deletion.unknown")));
    row.add(Parts.span("t2", why));
    lines.forEach(
        line ->
            row.add(marked(Parts.span("ew-tag", TypeNames.many(line.dependent().type())), line)));
    return row;
  }

  private static <C extends Component> C marked(C component, Tally.Line line) {
    component.getElement().setAttribute("data-rows", String.valueOf(line.rows()));
    component.getElement().setAttribute("data-exact", String.valueOf(line.exact()));
    return Parts.testId(component, "dependent-" + line.dependent().type().fullName());
  }

  private String words(Tally.Line line) {
    String rows = number(line.rows());
    return line.exact() && deleted <= COUNTED ? rows : text("deletion.least", rows);
  }

  private static String note(Tally.Line line) {
    List<String> notes = new ArrayList<>();
    if (!line.countable()) {
      notes.add(text("deletion.uncountable"));
    }
    if (!line.denied().isEmpty()) {
      boolean everywhere = line.denied().size() == line.regions();
      notes.add(
          everywhere
              ? text(line.rows() > 0 ? "deletion.denied.some" : "deletion.denied.all")
              : text("deletion.denied", listed(line.denied())));
    }
    if (line.keptByServices()) {
      notes.add(text("deletion.services"));
    }
    if (!line.unreachable().isEmpty()) {
      notes.add(text("deletion.unreachable", listed(line.unreachable())));
    }
    return String.join(" ", notes);
  }

  private static String listed(Set<String> regions) {
    return String.join(", ", regions);
  }
}
