package dev.edgewatch.console.ui.personal;

import java.util.function.Consumer;

/**
 * What one person keeps between visits, as short texts by key. Used with the UI's lock. Nothing
 * secret belongs here.
 */
public interface PersonalSettings {

  /**
   * Reads a setting.
   *
   * @param then called later, with the UI's lock; with the empty text when there is none
   */
  void read(String key, Consumer<String> then);

  /** Keeps a setting; the empty text forgets it. */
  void write(String key, String value);
}
