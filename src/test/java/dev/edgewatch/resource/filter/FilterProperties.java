package dev.edgewatch.resource.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Filters against a naive evaluator, and against people who type anything. */
class FilterProperties {
  private static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final List<String> SNIPPETS =
      List.of(
          "NOT ",
          "(",
          ")",
          "()",
          " AND ",
          " OR ",
          "\"",
          "\\",
          "--",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "=",
          "<>",
          "!",
          "+",
          "|",
          " IN ",
          " IS ",
          " NULL",
          " NAN",
          " CONTAINS ",
          " ANY ",
          " LIKE ",
          "name",
          "metadata.tags",
          "metadata.labels.",
          ".",
          "1e400",
          "-5",
          "\u0000",
          "\u202e",
          "\ud83d",
          "\u00e9",
          "{\"a\":",
          "TRUE",
          "'",
          "`",
          "&&",
          "\n",
          "%a%a%a");

  @Property(shrinking = ShrinkingMode.OFF)
  void evaluationAgreesWithANaiveOne(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    NaiveFilter naive = new RandomFilters(random).next();
    Filter filter = Filter.parse(DEVICE, naive.text());
    for (int i = 0; i < 8; i++) {
      Device device = new RandomDevices(random).next();
      assertThat(filter.test(device))
          .as("%s%n%s%n%s", naive.text(), filter, device)
          .isEqualTo(naive.test(PlainDevice.of(device)));
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void canonicalTextIsReadAsTheSameFilter(@ForAll long seed) {
    Filter filter =
        Filter.parse(DEVICE, new RandomFilters(new SplittableRandom(seed)).next().text());
    Filter again = Filter.parse(DEVICE, filter.text());
    assertThat(again).isEqualTo(filter);
    assertThat(again.text()).isEqualTo(filter.text());
    String joined =
        FilterClauses.of(DEVICE, filter.text()).clauses().stream()
            .map(FilterClauses.Clause::text)
            .collect(Collectors.joining(" AND "));
    assertThat(Filter.parse(DEVICE, joined)).isEqualTo(filter);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void whatSatisfiesAnotherFilterPassesIt(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Filter one = Filter.parse(DEVICE, new RandomFilters(random).next().text());
    Filter other = Filter.parse(DEVICE, new RandomFilters(random).next().text());
    Filter both = one.and(other);
    assertThat(both.satisfies(one)).as("%s of %s", both, one).isTrue();
    if (one.satisfies(other)) {
      for (int i = 0; i < 20; i++) {
        Device device = new RandomDevices(random).next();
        assertThat(!one.test(device) || other.test(device))
            .as("%s => %s: %s", one, other, device)
            .isTrue();
      }
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void pinnedPathsHaveTheirValueInWhateverPasses(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Filter filter = Filter.parse(DEVICE, new RandomFilters(random).next().text());
    for (int i = 0; i < 4; i++) {
      Device device = new RandomDevices(random).next();
      if (filter.test(device)) {
        filter
            .pins()
            .forEach(
                pin ->
                    assertThat(pin.path().values(device))
                        .as("%s", filter)
                        .containsExactly(pin.value()));
      }
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void anyTextIsReadOrRefused(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    StringBuilder text =
        new StringBuilder(random.nextInt(3) == 0 ? "" : new RandomFilters(random).next().text());
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      mutate(text, random);
    }
    readsOrRefuses(text.toString());
    Completions.at(DEVICE, text.toString(), random.nextInt(text.length() + 1));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void repetitionsUpToTheLimitAreReadOrRefusedQuickly(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    String unit =
        pick(random) + pick(random) + (random.nextBoolean() ? "name IS NULL " : pick(random));
    readsOrRefuses(unit.repeat(4096 / unit.length()));
    readsOrRefuses("name IS NULL AND (" + unit.repeat(4000 / unit.length()));
  }

  private static void readsOrRefuses(String text) {
    long start = System.nanoTime();
    try {
      Filter filter = Filter.parse(DEVICE, text);
      filter.test(Device.getDefaultInstance());
      assertThat(Filter.parse(DEVICE, filter.text())).isEqualTo(filter);
      assertThat(filter.satisfies(filter)).isTrue();
    } catch (RefusalException refused) {
      assertThat(refused.refusal().message()).isNotBlank().hasSizeLessThan(1000);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(text).isLessThan(SLOW);
  }

  private static void mutate(StringBuilder text, SplittableRandom random) {
    int at = random.nextInt(text.length() + 1);
    switch (random.nextInt(4)) {
      case 0 -> text.insert(at, pick(random));
      case 1 -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
      case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
      default -> {
        int end = Math.min(text.length(), at + random.nextInt(20));
        text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
      }
    }
  }

  private static String pick(SplittableRandom random) {
    return SNIPPETS.get(random.nextInt(SNIPPETS.size()));
  }
}
