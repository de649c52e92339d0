package dev.edgewatch.resource.filter;

import dev.edgewatch.resource.filter.NaiveFilter.Kind;
import dev.edgewatch.resource.filter.NaiveFilter.Leaf;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random filters over devices, of the kind {@link RandomDevices} makes. */
final class RandomFilters {
  private static final List<String> RANGES =
      List.of("=", "!=", "<", "<=", ">", ">=", "IN", "NOT IN");
  private static final List<String> NULLABLE_RANGES =
      List.of("=", "!=", "<", "<=", ">", ">=", "IN", "NOT IN", "IS NULL", "IS NOT NULL");
  private static final List<String> LISTS =
      List.of("CONTAINS", "CONTAINS ANY", "CONTAINS ALL", "IS NULL", "IS NOT NULL");

  private final RandomGenerator random;

  RandomFilters(RandomGenerator random) {
    this.random = random;
  }

  NaiveFilter next() {
    return next(3);
  }

  private NaiveFilter next(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(5)) {
      case 1 ->
          new NaiveFilter.Both(
              parts(depth), pick(List.of(" AND ", " and ", " + ", " ", "\n\t-- so\n")));
      case 2 -> new NaiveFilter.Either(parts(depth), pick(List.of(" OR ", " or ", " | ", "|")));
      case 3 -> new NaiveFilter.Negation(next(depth - 1));
      default -> leaf();
    };
  }

  private List<NaiveFilter> parts(int depth) {
    return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> next(depth - 1)).toList();
  }

  private Leaf leaf() {
    return switch (random.nextInt(11)) {
      case 0 ->
          leaf(
              pick(List.of("display_name", "description", "spec.os_version")),
              Kind.SCALAR,
              "",
              RANGES);
      case 1 ->
          leaf(
              pick(List.of("metadata.labels.env", "metadata.labels.zone")),
              Kind.NULLABLE,
              "",
              NULLABLE_RANGES);
      case 2 -> leaf("status.connection_status", Kind.SCALAR, 0, RANGES);
      case 3 -> leaf("metadata.generation", Kind.SCALAR, 0L, RANGES);
      case 4 -> leaf("spec.disable_device_discovery", Kind.SCALAR, false, RANGES);
      case 5 -> leaf("metadata.create_time", Kind.NULLABLE, Instant.EPOCH, NULLABLE_RANGES);
      case 6 ->
          leaf("spec.ssh_config.reject_period", Kind.NULLABLE, Duration.ZERO, NULLABLE_RANGES);
      case 7 ->
          leaf(
              "name",
              Kind.NAME,
              RandomDevices.NAMES,
              List.of("=", "!=", "<", "IN", "NOT IN", "IS NULL"));
      case 8 -> leaf("spec.service_account", Kind.NAME, RandomDevices.ACCOUNTS, NULLABLE_RANGES);
      case 9 -> leaf("metadata.tags", Kind.NULLABLE, "", LISTS);
      default ->
          random.nextBoolean()
              ? leaf("status.addresses.address", Kind.SCALAR, "", RANGES)
              : leaf(
                  "status.conditions.last_heart_beat_time",
                  Kind.NULLABLE,
                  Instant.EPOCH,
                  NULLABLE_RANGES);
    };
  }

  /** {@code like} is a value of the field's type, or for names all there are. */
  private Leaf leaf(String path, Kind kind, Object like, List<String> operators) {
    String operator = pick(operators);
    Map<String, Object> literals = new LinkedHashMap<>();
    int count =
        operator.endsWith("IN") || operator.endsWith("ANY") || operator.endsWith("ALL")
            ? 1 + random.nextInt(3)
            : 1;
    for (int i = 0; i < count && !operator.startsWith("IS"); i++) {
      literal(like, !operator.endsWith("IN"), literals);
    }
    return new Leaf(path, kind, kind == Kind.NAME ? "" : like, operator, literals);
  }

  private void literal(Object like, boolean wildcards, Map<String, Object> literals) {
    switch (like) {
      case String text -> {
        String word = pick(RandomDevices.WORDS);
        literals.put('"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"', word);
      }
      case Integer number -> {
        int value = random.nextInt(3);
        String name =
            List.of("CONNECTION_STATUS_UNSPECIFIED", "CONNECTED", "DISCONNECTED").get(value);
        literals.put(random.nextBoolean() ? "" + value : '"' + name + '"', value);
      }
      case Long number -> {
        long value = random.nextInt(-1, 3);
        literals.put("" + value, value);
      }
      case Boolean truth -> {
        boolean value = random.nextBoolean();
        literals.put("" + value, value);
      }
      case Instant time -> {
        Instant value =
            Instant.ofEpochSecond(random.nextInt(-1, 2), random.nextInt(2) * 500_000_000L);
        literals.put('"' + value.toString().replace("Z", "+00:00") + '"', value);
      }
      case Duration time -> {
        Duration value = Duration.ofMillis(random.nextInt(-3, 4) * 500L);
        literals.put(
            '"' + java.math.BigDecimal.valueOf(value.toMillis(), 3).toPlainString() + "s\"", value);
      }
      case List<?> names -> {
        String name = (String) names.get(random.nextInt(names.size()));
        if (wildcards && random.nextBoolean()) {
          name = name.replaceAll(pick(List.of("/p/", "/q/", "/us-west2/")), "/-/");
        }
        if (wildcards && random.nextBoolean()) {
          name = name.replaceAll("/(aa|bb)$", "/-");
        }
        literals.put('"' + name + '"', name);
      }
      default -> throw new IllegalArgumentException(like.toString());
    }
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
