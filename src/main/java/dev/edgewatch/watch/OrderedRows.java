package dev.edgewatch.watch;

import dev.edgewatch.resource.OrderBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of their keys, with ranks: put, remove, rank and select take O(log n). A
 * weight-balanced tree (Adams 1993, with the factors 3 and 2 that Hirai and Yamamoto proved, 2011):
 * the sizes that ranks need also keep it balanced. Not thread-safe; its collection's lock guards
 * it.
 */
final class OrderedRows {
  private static final int WEIGHT = 3;
  private static final int RATIO = 2;

  private final Comparator<OrderBy.Key> order;
  private @Nullable Node root;

  OrderedRows(Comparator<OrderBy.Key> order) {
    this.order = order;
  }

  /** Builds from rows in any order; cheaper than putting them one by one. */
  static OrderedRows of(Comparator<OrderBy.Key> order, List<Entry> rows) {
    List<Entry> sorted = new ArrayList<>(rows);
    sorted.sort((one, other) -> order.compare(one.key(), other.key()));
    OrderedRows built = new OrderedRows(order);
    built.root = balanced(sorted, 0, sorted.size());
    return built;
  }

  int size() {
    return size(root);
  }

  /** Adds a row, or replaces the one of the same key. */
  void put(Entry entry) {
    root = put(root, entry);
  }

  /** Removes the row of that key if there is one. */
  void remove(OrderBy.Key key) {
    root = remove(root, key);
  }

  /** Number of rows before the key, the row of the key itself not counted. */
  int countBefore(OrderBy.Key key) {
    return count(key, 0);
  }

  /** Number of rows before the key and at it. */
  int countUpTo(OrderBy.Key key) {
    return count(key, 1);
  }

  /** The row of that rank, 0 to size - 1. */
  Entry at(int rank) {
    Node node = root;
    int left = rank;
    while (node != null) {
      int before = size(node.left);
      if (left == before) {
        return node.entry;
      }
      if (left < before) {
        node = node.left;
      } else {
        left -= before + 1;
        node = node.right;
      }
    }
    throw new IndexOutOfBoundsException("rank " + rank + " of " + size() + " rows");
  }

  /** The rows of the ranks from {@code from} to before {@code to}. */
  List<Entry> slice(int from, int to) {
    List<Entry> rows = new ArrayList<>(Math.max(0, to - from));
    collect(root, from, to, rows);
    return rows;
  }

  /**
   * Comparisons that the deepest row takes; a logarithm of the size, and asked only to prove that.
   */
  int height() {
    return height(root);
  }

  private static int height(@Nullable Node node) {
    return node == null ? 0 : 1 + Math.max(height(node.left), height(node.right));
  }

  private int count(OrderBy.Key key, int atKey) {
    int count = 0;
    Node node = root;
    while (node != null) {
      int compared = order.compare(key, node.entry.key());
      if (compared == 0) {
        return count + size(node.left) + atKey;
      }
      if (compared < 0) {
        node = node.left;
      } else {
        count += size(node.left) + 1;
        node = node.right;
      }
    }
    return count;
  }

  private static void collect(@Nullable Node node, int from, int to, List<Entry> rows) {
    if (node == null || from >= to) {
      return;
    }
    int before = size(node.left);
    if (from < before) {
      collect(node.left, from, Math.min(to, before), rows);
    }
    if (from <= before && before < to) {
      rows.add(node.entry);
    }
    if (to > before + 1) {
      collect(node.right, Math.max(0, from - before - 1), to - before - 1, rows);
    }
  }

  private Node put(@Nullable Node node, Entry entry) {
    if (node == null) {
      return new Node(entry);
    }
    int compared = order.compare(entry.key(), node.entry.key());
    if (compared == 0) {
      node.entry = entry;
      return node;
    }
    if (compared < 0) {
      node.left = put(node.left, entry);
    } else {
      node.right = put(node.right, entry);
    }
    return balance(node);
  }

  private @Nullable Node remove(@Nullable Node node, OrderBy.Key key) {
    if (node == null) {
      return null;
    }
    int compared = order.compare(key, node.entry.key());
    if (compared < 0) {
      node.left = remove(node.left, key);
    } else if (compared > 0) {
      node.right = remove(node.right, key);
    } else if (node.left == null) {
      return node.right;
    } else if (node.right == null) {
      return node.left;
    } else {
      Node next = node.right;
      while (next.left != null) {
        next = next.left;
      }
      node.entry = next.entry;
      node.right = remove(node.right, next.entry.key());
    }
    return balance(node);
  }

  private static Node balance(Node node) {
    node.measure();
    Node left = node.left;
    Node right = node.right;
    if (right != null && weight(left) * WEIGHT < weight(right)) {
      Node inner = right.left;
      if (inner != null && weight(inner) >= RATIO * weight(right.right)) {
        return rotateLeft(node, rotateRight(right, inner));
      }
      return rotateLeft(node, right);
    }
    if (left != null && weight(right) * WEIGHT < weight(left)) {
      Node inner = left.right;
      if (inner != null && weight(inner) >= RATIO * weight(left.left)) {
        return rotateRight(node, rotateLeft(left, inner));
      }
      return rotateRight(node, left);
    }
    return node;
  }

  /** Puts {@code top}, the right subtree of the node, in the node's place. */
  private static Node rotateLeft(Node node, Node top) {
    node.right = top.left;
    top.left = node;
    node.measure();
    top.measure();
    return top;
  }

  /** Puts {@code top}, the left subtree of the node, in the node's place. */
  private static Node rotateRight(Node node, Node top) {
    node.left = top.right;
    top.right = node;
    node.measure();
    top.measure();
    return top;
  }

  private static @Nullable Node balanced(List<Entry> sorted, int from, int to) {
    if (from >= to) {
      return null;
    }
    int middle = (from + to) >>> 1;
    Node node = new Node(sorted.get(middle));
    node.left = balanced(sorted, from, middle);
    node.right = balanced(sorted, middle + 1, to);
    node.measure();
    return node;
  }

  private static int size(@Nullable Node node) {
    return node == null ? 0 : node.size;
  }

  /** One more than the size, so that empty subtrees have a weight too. */
  private static long weight(@Nullable Node node) {
    return size(node) + 1L;
  }

  private static final class Node {
    private Entry entry;
    private @Nullable Node left;
    private @Nullable Node right;
    private int size = 1;

    private Node(Entry entry) {
      this.entry = entry;
    }

    private void measure() {
      size = OrderedRows.size(left) + OrderedRows.size(right) + 1;
    }
  }
}
