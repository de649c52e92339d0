package dev.edgewatch.console.ui.personal;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import dev.edgewatch.console.bff.ConsoleSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The named views of one person, by list; one object for each page, so that the menu beside it and
 * the list show the same. Used with the UI's lock.
 */
public final class SavedViews {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST = 20;

  private final PersonalSettings settings;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private @Nullable ViewsPlace place;
  private List<SavedView> views = List.of();

  SavedViews(PersonalSettings settings) {
    this.settings = settings;
  }

  /** Those of a page. */
  public static SavedViews of(UI ui, ConsoleSession session) {
    SavedViews known = ComponentUtil.getData(ui, SavedViews.class);
    if (known == null) {
      known = new SavedViews(new AccountSettings(ui, session));
      ComponentUtil.setData(ui, SavedViews.class, known);
    }
    return known;
  }

  /** Called whenever {@link #all} is another list. */
  public Registration onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Reads those of a list; they come a moment later. */
  public void open(ViewsPlace of) {
    if (of.equals(place)) {
      return;
    }
    place = of;
    views = List.of();
    changed();
    settings.read(key(of), text -> take(of, text));
  }

  /** The list they are of; empty before there was one. */
  public Optional<ViewsPlace> place() {
    return Optional.ofNullable(place);
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
    place()
        .ifPresent(
            of -> settings.write(key(of), views.isEmpty() ? "" : JSON.writeValueAsString(views)));
    changed();
  }

  private void take(ViewsPlace of, String text) {
    if (of.equals(place) && !text.isEmpty()) {
      views = parse(text);
      changed();
    }
  }

  /** What stands in an account or in a browser may be anything. */
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

  private static String key(ViewsPlace of) {
    return "views." + of.key();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
