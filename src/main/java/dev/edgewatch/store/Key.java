package dev.edgewatch.store;

import dev.edgewatch.resource.Resource;

/**
 * What a resource is found by: full name of its type, and name. Ordered as rows are locked, so that
 * two nodes never deadlock.
 */
public record Key(String type, String name) implements Comparable<Key> {

  public static Key of(Resource resource) {
    return new Key(resource.type().fullName(), resource.name());
  }

  @Override
  public int compareTo(Key other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : name.compareTo(other.name);
  }

  /**
   * Key of the advisory lock that stands for this row while there is none. A collision costs a
   * wait, nothing else.
   */
  long lock() {
    long hash = 0xcbf29ce484222325L;
    for (String part : new String[] {type, "\n", name}) {
      for (int i = 0; i < part.length(); i++) {
        hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
      }
    }
    return hash;
  }
}
