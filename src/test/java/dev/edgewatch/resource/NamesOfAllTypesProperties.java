package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Names of every type and every pattern of the catalog, also those whose ids hold slashes. */
class NamesOfAllTypesProperties {
  private static final List<ResourceType> TYPES = List.copyOf(Catalog.compiled().types());

  /** A legal name, with what it was made of. */
  private record Made(ResourceType type, NamePattern pattern, List<String> ids, String text) {
    static Made of(SplittableRandom random) {
      RandomNames names = new RandomNames(random);
      ResourceType type = TYPES.get(random.nextInt(TYPES.size()));
      NamePattern pattern = names.pattern(type);
      List<String> ids = names.ids(pattern);
      return new Made(type, pattern, ids, pattern.format(ids));
    }

    /** Whether an id looks like the rest of a name, so that the name can be read in two ways. */
    boolean isAmbiguous() {
      return ids.stream()
          .anyMatch(
              id ->
                  type.patterns().stream()
                      .flatMap(pattern -> heads(pattern).stream())
                      .anyMatch(id::contains));
    }

    private static List<String> heads(NamePattern pattern) {
      List<String> heads = new ArrayList<>();
      for (int pair = 1; pair < pattern.size(); pair++) {
        heads.add(pattern.head(pair));
      }
      return heads;
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void aLegalNameIsReadByItsPatternAndWrittenAsItWas(@ForAll long seed) {
    Made made = Made.of(new SplittableRandom(seed));

    ResourceName name = made.type().parseName(made.text());

    assertThat(name.text()).isEqualTo(made.text());
    assertThat(name.pattern().format(name.ids())).isEqualTo(made.text());
    assertThat(name.requireConcrete()).isEqualTo(name);
    if (!made.isAmbiguous()) {
      assertThat(name.pattern()).isSameAs(made.pattern());
      assertThat(name.ids()).isEqualTo(made.ids());
      assertThat(name.region())
          .isEqualTo(
              made.pattern().variables().indexOf("region") < made.ids().size() - 1
                  ? name.segment("region")
                  : Optional.empty());
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void theParentOfANameHoldsItAndItsOtherChildren(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Made made = Made.of(random);
    ResourceName name = made.type().parseName(made.text());
    ParentName parent = name.parent();

    assertThat(made.text()).startsWith(parent.text());
    assertThat(parent.contains(made.text())).isTrue();
    assertThat(parent.child(name.id())).isEqualTo(name);
    assertThat(made.type().parseParent(parent.text())).isEqualTo(parent);
    assertThat(made.text()).startsWith(parent.concretePrefix());
    assertThat(parent.hasWildcard()).isFalse();
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void eachIdMayBeTheWildcard(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Made made = Made.of(random);
    if (made.isAmbiguous()) {
      return;
    }
    ResourceName name = made.type().parseName(made.text());
    List<String> ids =
        made.ids().stream()
            .map(id -> random.nextBoolean() ? "-" : id)
            .collect(Collectors.toCollection(ArrayList::new));

    ResourceName wild = made.type().parseName(made.pattern().format(ids));

    assertThat(wild.ids()).isEqualTo(ids);
    assertThat(wild.hasWildcard()).isEqualTo(ids.contains("-"));
    assertThat(wild.matches(name)).isTrue();
    assertThat(name.matches(wild)).isEqualTo(!wild.hasWildcard());
    assertThat(wild.parent().contains(made.text())).isTrue();
    assertThat(wild.parent().matches(name.parent())).isTrue();
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void mutilatedNamesAreReadOnlyWhenAPatternAllowsThem(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Made made = Made.of(random);
    StringBuilder text = new StringBuilder(made.text());
    for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      String noise = "/-.aA@ \0\u00e9".substring(random.nextInt(9)).substring(0, 1);
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, noise);
        case 2 -> text.replace(at, at + 1, noise);
        default -> text.insert(at, "x".repeat(random.nextInt(600)));
      }
    }

    assertThat(made.type().findName(text.toString()).isPresent())
        .as("%s %s", made.type(), text)
        .isEqualTo(NaiveNames.isName(made.type(), text.toString()));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void aQualifiedNameIsOfTheTypeThatReadsMostOfIt(@ForAll long seed) {
    Made made = Made.of(new SplittableRandom(seed));
    ResourceName name = made.type().parseName(made.text());

    ResourceName read = Catalog.compiled().parseQualified(name.qualified());

    assertThat(read.text()).isEqualTo(made.text());
    assertThat(read.type().service()).isEqualTo(made.type().service());
    assertThat(read.ids().size()).isGreaterThanOrEqualTo(name.ids().size());
  }
}
