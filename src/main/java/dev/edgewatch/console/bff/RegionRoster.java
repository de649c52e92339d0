package dev.edgewatch.console.bff;

import dev.edgewatch.api.types.MultiRegionPolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which regions a list is made of.
 *
 * @param present ids, in the order of the project
 * @param absent regions that belong or belonged to the list and cannot be asked, and why; in order
 */
record RegionRoster(List<String> present, Map<String, Absence> absent) {
  /** Before it is known which regions there are. */
  static final RegionRoster UNKNOWN = new RegionRoster(List.of(), Map.of());

  RegionRoster {
    present = List.copyOf(present);
    absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
  }

  /** Why a region is not asked. */
  enum Absence {
    /** Meta lists no deployment there that is enabled. */
    NOT_DEPLOYED,
    /** The project's policy does not name it any more. */
    NOT_IN_PROJECT
  }

  /** Tells somebody about rosters until it is closed: at least the present one, then the others. */
  interface Source {
    AutoCloseable follow(Consumer<RegionRoster> listener);
  }

  /**
   * @param wanted regions the list should be made of, in order
   * @param deployed regions that can be asked
   * @param before regions that were present before
   */
  static RegionRoster of(List<String> wanted, Set<String> deployed, Set<String> before) {
    Set<String> present = new LinkedHashSet<>(wanted);
    present.retainAll(deployed);
    Map<String, Absence> absent = new LinkedHashMap<>();
    wanted.stream()
        .filter(region -> !deployed.contains(region))
        .forEach(region -> absent.put(region, Absence.NOT_DEPLOYED));
    before.stream()
        .filter(region -> !present.contains(region))
        .forEach(region -> absent.putIfAbsent(region, left(region, deployed)));
    return new RegionRoster(List.copyOf(present), absent);
  }

  /** Ids of the regions a policy enables, in its order. */
  static List<String> enabled(MultiRegionPolicy policy) {
    return policy.getEnabledRegionsList().stream()
        .map(region -> region.substring(region.lastIndexOf('/') + 1))
        .toList();
  }

  private static Absence left(String region, Set<String> deployed) {
    return deployed.contains(region) ? Absence.NOT_IN_PROJECT : Absence.NOT_DEPLOYED;
  }
}
