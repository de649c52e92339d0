package dev.edgewatch.console.ui.personal;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.console.bff.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The named views of one person, by project; one object for each page, so that the menu beside it
 * and the list show the same. Used with the UI's lock.
 */
public final class SavedViews {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST = 20;

  private final PersonalSettings settings;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private String project = "";
  private List<SavedView> views = List.of();

  SavedViews(PersonalSettings settings) {
    this.settings = settings;
  }

  /** Those of a page. */
  public static SavedViews of(UI ui, Person person) {
    SavedViews known = ComponentUtil.getData(ui, SavedViews.class);
    if (known == null) {
      known = new SavedViews(new BrowserSettings(ui, person));
      ComponentUtil.setData(ui, SavedViews.class, known);
    }
    return known;
  }

  /** Called whenever {@link #all} is another list. */
  public Registration onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Reads those of a project; they come a moment later. */
  public void open(String ofProject) {
    if (ofProject.equals(project)) {
      return;
    }
    project = ofProject;
    views = List.of();
    changed();
    if (!project.isEmpty()) {
      settings.read(key(), text -> take(ofProject, text));
    }
  }

  public List<SavedView> all() {
    return views;
  }

  /** Keeps a view; one of the same name is replaced. */
  public void keep(SavedView view) {
    Stream<SavedView> others =
        views.stream().filter(other -> !other.name().equalsIgnoreCase(view.name()));
    write(
        Stream.concat(others, Stream.of(view))
            .sorted((a, b) -> lower(a.name()).compareTo(lower(b.name())))
            .limit(MOST)
            .toList());
  }

  public void remove(SavedView view) {
    List<SavedView> left = new ArrayList<>(views);
    left.remove(view);
    write(left);
  }

  private void write(List<SavedView> next) {
    views = List.copyOf(next);
    settings.write(key(), views.isEmpty() ? "" : JSON.writeValueAsString(views));
    changed();
  }

  private void take(String ofProject, String text) {
    if (ofProject.equals(project) && !text.isEmpty()) {
      views = parse(text);
      changed();
    }
  }

  /** What stands in a browser may be anything. */
  static List<SavedView> parse(String text) {
    try {
      SavedView[] kept = JSON.readValue(text, SavedView[].class);
      return Stream.of(kept == null ? new SavedView[0] : kept)
          .filter(view -> view != null && !view.name().isBlank())
          .limit(MOST)
          .toList();
    } catch (JacksonException unreadable) {
      return List.of();
    }
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  private String key() {
    return "views." + project;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
