package dev.edgewatch.console.ui.form;

import java.util.Optional;

/** Says of a resource that a field could refer to why it had better not, before a region does. */
@FunctionalInterface
public interface Objection {
  /** To nothing. */
  Objection NONE = (path, name) -> Optional.empty();

  /**
   * In words; empty for no objection. Asked whenever the resource is offered or chosen.
   *
   * @param path of the field in the resource
   * @param name of what it would refer to
   */
  Optional<String> whyNot(String path, String name);
}
