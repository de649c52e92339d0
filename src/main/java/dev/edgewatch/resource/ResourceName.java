package dev.edgewatch.resource;

import java.util.List;
import java.util.Optional;

/**
 * A name that was read: a pattern and the ids in it, some of which may be the wildcard {@code -}
 * (contract section 1.3). Immutable value; equal when type and text are equal.
 */
public final class ResourceName {
  private final ResourceType type;
  private final NamePattern pattern;
  private final String text;
  private final List<String> ids;

  ResourceName(ResourceType type, NamePattern pattern, String text, List<String> ids) {
    this.type = type;
    this.pattern = pattern;
    this.text = text;
    this.ids = ids;
  }

  public ResourceType type() {
    return type;
  }

  /** The pattern this name was read by. */
  public NamePattern pattern() {
    return pattern;
  }

  /** The relative name, {@code projects/p/regions/r/devices/d}. */
  public String text() {
    return text;
  }

  /** The fully qualified name, {@code //devices.edgelq.com/projects/p/regions/r/devices/d}. */
  public String qualified() {
    return "//" + type.service() + "/" + text;
  }

  /** The last id. */
  public String id() {
    return ids.getLast();
  }

  /** The ids in the order of {@link NamePattern#variables()}. */
  public List<String> ids() {
    return ids;
  }

  /**
   * The id at {@code {variable}} of the pattern, if it has one, for example {@code
   * segment("project")}.
   */
  public Optional<String> segment(String variable) {
    int index = pattern.indexOf(variable);
    return index < 0 ? Optional.empty() : Optional.of(ids.get(index));
  }

  /**
   * The concrete region a resource lives in, as its name says; empty when there is none or it is a
   * wildcard. A name of the type Region itself lives in no region.
   */
  public Optional<String> region() {
    return parent().region();
  }

  public ParentName parent() {
    int end = text.length() - id().length() - pattern.head(pattern.size() - 1).length();
    return new ParentName(type, pattern, text.substring(0, end), ids.subList(0, ids.size() - 1));
  }

  /** The first pairs of the name, {@code projects/p} for one pair. */
  String head(int pairs) {
    StringBuilder head = new StringBuilder();
    for (int i = 0; i < pairs; i++) {
      head.append(pattern.head(i)).append(ids.get(i));
    }
    return head.toString();
  }

  public boolean hasWildcard() {
    return ids.contains(NamePattern.WILDCARD);
  }

  /**
   * This name, when it has no wildcard; refuses otherwise. For Get, Update, Delete and stored
   * names.
   */
  public ResourceName requireConcrete() {
    if (hasWildcard()) {
      throw Refusal.invalid(
          "NAME_HAS_WILDCARD",
          "name",
          "name is '" + text + "'; expected one " + type.simpleName() + ", without '-'");
    }
    return this;
  }

  /**
   * This name, when a resource may be created under it; refuses wildcards and ids that are only
   * tolerated in old names.
   */
  public ResourceName requireNew() {
    requireConcrete();
    type.requireNewId(id());
    return this;
  }

  /** Same pattern, and each id equal or a wildcard here (contract section 1.3). */
  public boolean matches(ResourceName other) {
    return pattern == other.pattern && covers(ids, other.ids);
  }

  static boolean covers(List<String> pattern, List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      String wanted = pattern.get(i);
      if (!wanted.equals(NamePattern.WILDCARD) && !wanted.equals(ids.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceName name && type == name.type && text.equals(name.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
