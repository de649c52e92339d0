package dev.edgewatch.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a name of some type before its last pair, possibly empty, possibly with wildcards.
 * Immutable value; equal when type and text are equal.
 */
public final class ParentName {
  private final ResourceType type;
  private final NamePattern pattern;
  private final String text;
  private final List<String> ids;

  /**
   * Parts of a child's name around the wildcards; a single one, ending in a slash, when there is no
   * wildcard.
   */
  private final List<String> literals;

  /** For each wildcard whether ids there may hold a slash. */
  private final List<Boolean> slashes;

  ParentName(ResourceType type, NamePattern pattern, String text, List<String> ids) {
    this.type = type;
    this.pattern = pattern;
    this.text = text;
    this.ids = ids;
    this.literals = new ArrayList<>(1);
    this.slashes = new ArrayList<>(0);
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < ids.size(); i++) {
      literal.append(pattern.head(i));
      if (ids.get(i).equals(NamePattern.WILDCARD)) {
        literals.add(literal.toString());
        slashes.add(pattern.rule(i).mayHoldSlash());
        literal.setLength(0);
      } else {
        literal.append(ids.get(i));
      }
    }
    literals.add(literal.append(pattern.head(ids.size())).toString());
  }

  /** The type of the children. */
  public ResourceType type() {
    return type;
  }

  /** {@code projects/p/regions/r}, or empty. */
  public String text() {
    return text;
  }

  /** The pattern of the children. */
  public NamePattern pattern() {
    return pattern;
  }

  public Optional<String> segment(String variable) {
    int index = pattern.indexOf(variable);
    return index < 0 || index >= ids.size() ? Optional.empty() : Optional.of(ids.get(index));
  }

  /** The concrete region in this parent; empty when there is none or it is a wildcard. */
  public Optional<String> region() {
    return segment("region").filter(id -> !id.equals(NamePattern.WILDCARD));
  }

  /** Whether this is below all regions, {@code regions/-}. */
  public boolean isOfAllRegions() {
    return segment("region").equals(Optional.of(NamePattern.WILDCARD));
  }

  /** The same parent in one region; this one itself when there is no region in it. */
  public ParentName in(String region) {
    int at = pattern.indexOf("region");
    if (at < 0 || at >= ids.size()) {
      return this;
    }
    StringBuilder moved = new StringBuilder();
    for (int i = 0; i < ids.size(); i++) {
      moved.append(pattern.head(i)).append(i == at ? region : ids.get(i));
    }
    return type.parseParent(moved.toString());
  }

  public boolean hasWildcard() {
    return literals.size() > 1;
  }

  /** Whether this is the empty parent. */
  public boolean isRoot() {
    return text.isEmpty();
  }

  /** This parent, when it has no wildcard; refuses otherwise. */
  public ParentName requireConcrete() {
    if (hasWildcard()) {
      throw Refusal.invalid(
          "PARENT_HAS_WILDCARD",
          "parent",
          "parent is '" + text + "'; expected one parent, without '-'");
    }
    return this;
  }

  /**
   * Whether every child of {@code other} is a child of this one: same pattern, each id equal or a
   * wildcard here.
   */
  public boolean matches(ParentName other) {
    return pattern == other.pattern && ResourceName.covers(ids, other.ids);
  }

  /**
   * Whether a resource of the children's type and this concrete, valid name lives below this
   * parent. Cheap: called for each change.
   */
  public boolean contains(String name) {
    String first = literals.getFirst();
    if (!name.startsWith(first)) {
      return false;
    }
    int at = first.length();
    for (int wildcard = 0; wildcard < slashes.size(); wildcard++) {
      String next = literals.get(wildcard + 1);
      int end = slashes.get(wildcard) ? name.indexOf(next, at + 1) : name.indexOf('/', at);
      if (end <= at || !name.startsWith(next, end)) {
        return false;
      }
      at = end + next.length();
    }
    return at < name.length();
  }

  /** Longest beginning of all children's names, ending in a slash: where to look in the store. */
  public String concretePrefix() {
    return literals.getFirst();
  }

  /** The name of the child of this id; refuses an id that such a child cannot have. */
  public ResourceName child(String id) {
    IdRule rule = pattern.rule(ids.size());
    if (!id.equals(NamePattern.WILDCARD) && !rule.accepts(id)) {
      throw Refusal.invalid(
          "ID_MALFORMED",
          "id",
          "id is " + Quoted.of(id) + "; expected " + rule.regex() + " for a " + type.simpleName());
    }
    List<String> all = new ArrayList<>(ids);
    all.add(id);
    return type.checked(
        new ResourceName(type, pattern, text + pattern.head(ids.size()) + id, List.copyOf(all)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParentName parent && type == parent.type && text.equals(parent.text);
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
