package dev.edgewatch.console.ui.form;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is chosen for a list that is picked and not typed. What was there keeps its order, also when
 * it is taken out and put in again, so that this is no change; what is new follows in the order in
 * which it was picked.
 */
final class Picked {
  private List<String> before = List.of();
  private final Set<String> chosen = new LinkedHashSet<>();

  void show(List<Object> values) {
    before = values.stream().map(String::valueOf).toList();
    chosen.clear();
    chosen.addAll(before);
  }

  boolean has(String value) {
    return chosen.contains(value);
  }

  void set(String value, boolean picked) {
    if (picked) {
      chosen.add(value);
    } else {
      chosen.remove(value);
    }
  }

  int size() {
    return chosen.size();
  }

  /** What there was and what was picked since, chosen or not. */
  Set<String> seen() {
    Set<String> seen = new LinkedHashSet<>(before);
    seen.addAll(chosen);
    return seen;
  }

  List<Object> values() {
    List<Object> values = new ArrayList<>(before.stream().distinct().filter(this::has).toList());
    chosen.stream().filter(value -> !before.contains(value)).forEach(values::add);
    return List.copyOf(values);
  }
}
