package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.number;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.access.Grant;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveCount;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.device.DeviceLine;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a project that somebody would see with roles that are not given yet, live and read
 * with the rights of who looks; those that he would see only with them are marked.
 */
final class PreviewRows extends Composite<Div> {
  private static final int SHOWN = 6;

  private final ConsoleSession session;
  private final DrainTimer timer;
  private final RegionMarks marks;
  private final ResourceType type;
  private final String scope;
  private final Runnable onCounted;
  private Optional<Filter> now = Optional.empty();
  private Optional<Filter> then = Optional.empty();
  private List<LiveRow> drawn = List.of();
  private @Nullable Drain drain;
  private @Nullable LiveQuery rows;
  private @Nullable LiveCount before;

  /**
   * How many he sees.
   *
   * @param before without the roles
   * @param after with them
   */
  record Counted(long before, long after) {}

  /**
   * @param scope a project; of organizations nothing is shown
   * @param onCounted called when there may be other numbers
   */
  PreviewRows(ConsoleSession session, DrainTimer timer, String scope, Runnable onCounted) {
    this.session = session;
    this.timer = timer;
    this.marks = new RegionMarks(session.environment());
    this.type = session.catalog().type("devices.edgelq.com/Device");
    this.scope = scope;
    this.onCounted = onCounted;
    getContent().addClassName("ew-preview-rows");
    Parts.testId(this, "preview-rows");
    setVisible(false);
  }

  /** Shows what grants add to those that are held. */
  void show(List<Grant> present, List<Grant> drafted) {
    var granted = new GrantedRows(type, scope);
    boolean project = scope.startsWith("projects/");
    Optional<Filter> held = granted.of(present);
    Optional<Filter> all =
        project && !drafted.isEmpty()
            ? granted.of(Stream.concat(present.stream(), drafted.stream()).toList())
            : Optional.empty();
    if (!held.equals(now) || !all.equals(then)) {
      now = held;
      then = all;
      reopen();
    }
  }

  /** Empty when no devices are seen, or when it is not known yet how many. */
  Optional<Counted> counted() {
    LiveQuery open = rows;
    if (open == null || !isAnswered(open)) {
      return Optional.empty();
    }
    long seen = before == null ? 0 : before.rows();
    return Optional.of(new Counted(seen, open.counts().matching()));
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    drain = timer.drain(attached.getUI(), this::draw);
    reopen();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    close();
    if (drain != null) {
      drain.stop();
      drain = null;
    }
  }

  private void reopen() {
    close();
    Drain opened = drain;
    setVisible(then.isPresent());
    if (opened != null && then.isPresent()) {
      var spec =
          new LiveQuery.Spec(
              type, scope + "/regions/-", then.get().text(), "display_name", Set.of(), paths());
      rows = session.openFirst(spec, SHOWN, opened::dirty);
      now.ifPresent(
          held ->
              before = session.count(type, spec.parent(), held.text(), Set.of(), opened::dirty));
      opened.dirty();
    }
  }

  /** Whether a row is seen already is found out here, so what that asks for is asked for. */
  private List<String> paths() {
    List<String> paths = new ArrayList<>(DeviceLine.PATHS);
    now.ifPresent(held -> held.paths().stream().map(FieldPath::text).forEach(paths::add));
    return paths.stream().distinct().toList();
  }

  private void close() {
    drawn = List.of();
    if (rows != null) {
      rows.close();
      rows = null;
    }
    if (before != null) {
      before.close();
      before = null;
    }
  }

  private void draw() {
    LiveQuery open = rows;
    if (open == null) {
      return;
    }
    boolean other = !open.drain().isEmpty() || getContent().getComponentCount() == 0;
    List<LiveRow> first =
        IntStream.range(0, Math.min(SHOWN, open.size()))
            .mapToObj(open::row)
            .flatMap(Optional::stream)
            .toList();
    if (other || !first.equals(drawn)) {
      drawn = first;
      getContent().removeAll();
      first.forEach(row -> getContent().add(new DeviceLine(row, marks, isGained(row))));
      note(open, first.size()).ifPresent(getContent()::add);
    }
    onCounted.run();
  }

  private boolean isGained(LiveRow row) {
    return now.filter(held -> held.test(row.resource())).isEmpty();
  }

  private static Optional<Component> note(LiveQuery open, int shown) {
    long more = open.counts().matching() - shown;
    if (more > 0) {
      return Optional.of(line(text("preview.rows.more", number(more))));
    }
    if (shown > 0) {
      return Optional.empty();
    }
    boolean closed =
        !open.regions().isEmpty()
            && open.regions().stream()
                .allMatch(region -> region.freshness() == Freshness.FORBIDDEN);
    String why = closed ? "closed" : isAnswered(open) ? "none" : "loading";
    return Optional.of(line(text("preview.rows." + why)));
  }

  private static Span line(String words) {
    return Parts.span("t3 s12", words);
  }

  private static boolean isAnswered(LiveQuery open) {
    return !open.regions().isEmpty()
        && open.regions().stream().noneMatch(region -> region.freshness() == Freshness.CATCHING_UP);
  }
}
