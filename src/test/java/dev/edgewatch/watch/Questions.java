package dev.edgewatch.watch;

import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random questions about devices. */
final class Questions {
  private static final List<String> FILTERS =
      List.of(
          "",
          "metadata.labels.site = \"s1\"",
          "metadata.labels.site = \"s2\" AND description = \"note 1\"",
          "display_name = \"Freezer b\"",
          "description = \"note 0\"",
          "description != \"note 0\" OR metadata.labels.site = \"s0\"",
          "status.connection_status = \"CONNECTED\"",
          "spec.logging_config.priority = 2",
          "public_listing_spec.enabled = TRUE AND metadata.labels.site IN (\"s0\", \"s1\")",
          "name = \"projects/-/regions/-/devices/d-0007\"");
  private static final List<String> ORDERS =
      List.of(
          "",
          "name desc",
          "display_name",
          "display_name desc, description",
          "metadata.annotations.score desc",
          "description desc, metadata.labels.site");
  private static final List<Mask> MASKS =
      List.of(
          Devices.everything(),
          Devices.mask("name"),
          Devices.mask("name", "display_name"),
          Devices.mask("name", "description", "metadata.labels"));

  private final RandomGenerator random;

  Questions(RandomGenerator random) {
    this.random = random;
  }

  Query query() {
    return Devices.query(pick(FILTERS), pick(ORDERS));
  }

  String filter() {
    return pick(FILTERS);
  }

  Mask mask() {
    return pick(MASKS);
  }

  /** No token, an offset, or the values of a device that may or may not exist. */
  String token(Query query, int devices) {
    return switch (random.nextInt(3)) {
      case 0 -> "";
      case 1 ->
          pick(List.of("r", "l")) + "." + pick(List.of("e", "i")) + ".O." + random.nextInt(devices);
      default ->
          NaivePages.text(
              query,
              pick(List.of(Direction.values())),
              pick(List.of(Inclusion.values())),
              NaivePages.key(query, Devices.random(random, random.nextInt(devices))));
    };
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
