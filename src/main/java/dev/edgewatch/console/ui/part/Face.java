package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** Small pictures made of letters, for what has no other picture. */
public final class Face {
  /** As many colours as {@code .ew-face} has in the theme. */
  private static final int COLOURS = 6;

  private Face() {}

  /** Somebody: the first letter of what he is called, in a colour that stays his. */
  public static Span of(String called) {
    Span face = Parts.span("ew-face " + colour(called), initial(called));
    face.getElement().setAttribute("aria-hidden", "true");
    return face;
  }

  /** Class of the colour that goes with a name: neighbours in the alphabet differ. */
  public static String colour(String called) {
    return "c" + Math.floorMod(initial(called).charAt(0) - 'A', COLOURS);
  }

  public static String initial(String called) {
    return called.isEmpty() ? "?" : called.substring(0, 1).toUpperCase(Locale.ROOT);
  }

  /** Two letters of a title: its last words tell most, {@code CC} of Acme Cold Chain. */
  public static String letters(String title) {
    String[] words = title.strip().split("\\s+", -1);
    String last = words[words.length - 1];
    String letters =
        words.length > 1
            ? words[words.length - 2].substring(0, 1) + last.substring(0, 1)
            : last.substring(0, Math.min(2, last.length()));
    return letters.toUpperCase(Locale.ROOT);
  }
}
