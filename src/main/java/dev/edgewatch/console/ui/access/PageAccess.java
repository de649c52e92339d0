package dev.edgewatch.console.ui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.console.bff.AccessRequests;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Person;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the reader of a page may do in one scope, and in some others if it shows more than one,
 * followed for as long as the page is open. Used with the UI's lock; whoever listens is called with
 * it too.
 */
public final class PageAccess {
  private final ConsoleSession session;
  private final DrainTimer timer;
  // Not a plain list: what a listener closes stops listening while all are being called.
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, MyAccess> open = new HashMap<>();
  private String scope;
  private Set<String> besides = Set.of();
  private @Nullable Drain drain;

  /**
   * Follows a scope while a component is attached.
   *
   * @param scope name of a project or organization; empty for the root
   */
  public PageAccess(Component page, ConsoleSession session, DrainTimer timer, String scope) {
    this.session = session;
    this.timer = timer;
    this.scope = scope;
    page.addAttachListener(attached -> open(attached.getUI()));
    page.addDetachListener(detached -> close());
  }

  /** The scope a name begins with: that of its project or organization, else the root. */
  public static String scopeOf(String name) {
    String scope = ScopeNames.of(name);
    return ScopeNames.isTenant(scope) && !scope.endsWith("/-") ? scope : "";
  }

  private void open(UI ui) {
    close();
    drain = timer.drain(ui, this::changed);
    openWanted();
  }

  /** Follows what is wanted and nothing else; nothing while the page is not open. */
  private void openWanted() {
    Drain opened = drain;
    if (opened == null) {
      return;
    }
    Set<String> wanted = new HashSet<>(besides);
    wanted.add(scope);
    Set<String> left = new HashSet<>(open.keySet());
    left.removeAll(wanted);
    left.forEach(one -> Objects.requireNonNull(open.remove(one)).close());
    wanted.forEach(
        one -> open.computeIfAbsent(one, missing -> session.access(missing, opened::dirty)));
    opened.dirty();
  }

  private void close() {
    if (drain != null) {
      drain.stop();
      drain = null;
    }
    open.values().forEach(MyAccess::close);
    open.clear();
  }

  /** Follows another scope from now on. */
  public void follow(String another) {
    if (!another.equals(scope)) {
      scope = another;
      openWanted();
    }
  }

  /** Follows these besides, in place of those before. */
  public void followBesides(Set<String> others) {
    if (!others.equals(besides)) {
      besides = Set.copyOf(others);
      openWanted();
    }
  }

  public String scope() {
    return scope;
  }

  /** What is known; empty while the page is not open. */
  public Optional<MyAccess> mine() {
    return mine(scope);
  }

  /** What is known of a scope; of one that is not followed, what is told with the page's own. */
  Optional<MyAccess> mine(String of) {
    MyAccess known = open.get(of);
    return Optional.ofNullable(known == null ? open.get(scope) : known);
  }

  /** Who reads the page. */
  public Person reader() {
    return session.person();
  }

  /** Asks those who can give what is missing. */
  public AccessRequests requests() {
    return session.accessRequests();
  }

  /** Whether something can be done to an object. */
  public Verdict may(String permission, String object) {
    return mine(scopeOf(object))
        .map(known -> known.may(permission, object))
        .orElseGet(Verdict.Open::new);
  }

  /** Whether something can be done to at least one object. */
  public Verdict mayAny(String permission, List<String> objects) {
    return Verdict.best(objects.stream().map(object -> may(permission, object)).toList());
  }

  /** Whether something can be done to all objects. */
  public Verdict mayAll(String permission, List<String> objects) {
    return objects.stream()
        .map(object -> may(permission, object))
        .filter(verdict -> !verdict.isOffered())
        .findFirst()
        .orElseGet(Verdict.Open::new);
  }

  /** Keeps a control true to an answer. */
  public Guarded guard(Supplier<Verdict> verdict) {
    Guarded guarded = new Guarded(this, verdict);
    onChange(guarded::draw);
    return guarded;
  }

  /** The same for something that is shown for a moment. */
  public Guarded once(Supplier<Verdict> verdict) {
    return new Guarded(this, verdict);
  }

  /** Called when the answers may be others, and once after the page was opened. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Something else that answers depend on is another one. */
  void changed() {
    listeners.forEach(Runnable::run);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }
}
