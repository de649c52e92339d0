package dev.edgewatch.region;

import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;

/** The refusal when there is nothing of a name. */
final class Missing {
  private Missing() {}

  static Refusal of(ResourceName name) {
    return new Refusal.NotFound(
        name.type().simpleName() + " '" + name.text() + "' does not exist", name.text());
  }
}
