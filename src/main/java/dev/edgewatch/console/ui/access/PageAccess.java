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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the reader of a page may do in one scope, followed for as long as the page is open. Used
 * with the UI's lock; whoever listens is called with it too.
 */
public final class PageAccess {
  private final ConsoleSession session;
  private final DrainTimer timer;
  // Not a plain list: what a listener closes stops listening while all are being called.
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private String scope;
  private @Nullable MyAccess access;
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
    Drain opened = timer.drain(ui, () -> listeners.forEach(Runnable::run));
    drain = opened;
    access = session.access(scope, opened::dirty);
    opened.dirty();
  }

  private void close() {
    if (drain != null) {
      drain.stop();
      drain = null;
    }
    if (access != null) {
      access.close();
      access = null;
    }
  }

  /** Follows another scope from now on. */
  public void follow(String another) {
    if (!another.equals(scope)) {
      scope = another;
      if (access != null) {
        open(UI.getCurrentOrThrow());
      }
    }
  }

  public String scope() {
    return scope;
  }

  /** What is known; empty while the page is not open. */
  public Optional<MyAccess> mine() {
    return Optional.ofNullable(access);
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
    return mine().map(known -> known.may(permission, object)).orElseGet(Verdict.Open::new);
  }

  /** Whether something can be done to at least one object. */
  public Verdict mayAny(String permission, List<String> objects) {
    return mine().map(known -> known.may(permission, objects)).orElseGet(Verdict.Open::new);
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

  void forget(Runnable listener) {
    listeners.remove(listener);
  }
}
