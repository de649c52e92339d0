package dev.edgewatch.console.ui.personal;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.console.bff.ConsoleSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The projects a person has pinned, and those he was in last; one object for each page. Used with
 * the UI's lock.
 */
public final class Pins {
  private static final String PINNED = "pinned-projects";
  private static final String RECENT = "recent-projects";
  private static final int MOST_PINNED = 20;
  private static final int MOST_RECENT = 5;

  private final PersonalSettings settings;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<String> entered = new ArrayList<>();
  private List<String> pinned = List.of();
  private List<String> recent = List.of();
  private boolean recentIsKnown;

  Pins(PersonalSettings settings) {
    this.settings = settings;
    settings.read(
        PINNED,
        text -> {
          pinned = ids(text);
          changed();
        });
    settings.read(
        RECENT,
        text -> {
          recent = ids(text);
          recentIsKnown = true;
          List.copyOf(entered).forEach(this::keepRecent);
          entered.clear();
          changed();
        });
  }

  /** Those of a page. */
  public static Pins of(UI ui, ConsoleSession session) {
    Pins known = ComponentUtil.getData(ui, Pins.class);
    if (known == null) {
      known = new Pins(new AccountSettings(ui, session));
      ComponentUtil.setData(ui, Pins.class, known);
    }
    return known;
  }

  private static List<String> ids(String text) {
    return Arrays.stream(text.split(",", -1)).filter(id -> !id.isBlank()).toList();
  }

  /** Called whenever they are others. */
  public Registration onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  /** Ids of the pinned projects, in the order in which they were pinned. */
  public List<String> pinned() {
    return pinned;
  }

  /** Ids of the projects he was in, the last one first. */
  public List<String> recent() {
    return recent;
  }

  /** Pins a project, or takes its pin out. */
  public void toggle(String project) {
    List<String> next = new ArrayList<>(pinned);
    if (!next.remove(project) && next.size() < MOST_PINNED) {
      next.add(project);
    }
    pinned = List.copyOf(next);
    settings.write(PINNED, String.join(",", pinned));
    changed();
  }

  /** Notes that somebody is in a project; what was kept before stays known. */
  public void enter(String project) {
    if (!recentIsKnown) {
      entered.add(project);
    } else if (recent.isEmpty() || !recent.getFirst().equals(project)) {
      keepRecent(project);
      changed();
    }
  }

  private void keepRecent(String project) {
    List<String> next = new ArrayList<>(recent);
    next.remove(project);
    next.addFirst(project);
    recent = List.copyOf(next.subList(0, Math.min(MOST_RECENT, next.size())));
    settings.write(RECENT, String.join(",", recent));
  }
}
