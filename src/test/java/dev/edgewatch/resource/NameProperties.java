package dev.edgewatch.resource;

import static dev.edgewatch.resource.Types.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Names and parents against naive models that split at slashes. */
class NameProperties {
  private static final List<String> IDS =
      List.of("p1", "p2", "devices", "regions", "x.y", "A_b-c", "0", "-");
  private static final List<String> REGIONS = List.of("us-west2", "eastus2", "regions", "-");

  @Property(shrinking = ShrinkingMode.OFF)
  void aNameThatWasReadIsWrittenAsItWas(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    List<String> ids = ids(random);
    String text = "projects/" + ids.get(0) + "/regions/" + ids.get(1) + "/devices/" + ids.get(2);

    ResourceName name = DEVICE.parseName(text);

    assertThat(name.ids()).isEqualTo(ids);
    assertThat(name.text()).isEqualTo(text);
    assertThat(name.pattern().format(ids)).isEqualTo(text);
    assertThat(name.hasWildcard()).isEqualTo(ids.contains("-"));
    assertThat(name.parent())
        .isEqualTo(DEVICE.parseParent("projects/" + ids.get(0) + "/regions/" + ids.get(1)));
    assertThat(name.parent().child(name.id())).isEqualTo(name);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void matchingGoesIdByIdAndTheWildcardMatchesAll(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    ResourceName one = name(ids(random));
    ResourceName other = name(ids(random));

    assertThat(one.matches(other)).isEqualTo(naiveMatch(one.text(), other.text()));
    assertThat(one.parent().matches(other.parent()))
        .isEqualTo(naiveMatch(one.parent().text(), other.parent().text()));
    if (!other.hasWildcard()) {
      assertThat(one.parent().contains(other.text()))
          .isEqualTo(one.parent().matches(other.parent()));
      assertThat(
              !one.parent().contains(other.text())
                  || other.text().startsWith(one.parent().concretePrefix()))
          .isTrue();
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void mutilatedNamesAreReadOnlyWhenTheNaiveModelReadsThem(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(name(ids(random)).text());
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, "/-.aA\0é".charAt(random.nextInt(7)));
        default -> text.setCharAt(at, "/-.aA\0é".charAt(random.nextInt(7)));
      }
    }

    assertThat(DEVICE.findName(text.toString()).isPresent()).isEqualTo(naiveRead(text.toString()));
  }

  private static boolean naiveRead(String text) {
    String id = "([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|-)";
    return text.matches(
        "projects/" + id + "/regions/([a-z][a-z0-9-]{0,28}[a-z0-9]|-)/devices/" + id);
  }

  private static boolean naiveMatch(String pattern, String name) {
    String[] wanted = pattern.split("/", -1);
    String[] given = name.split("/", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].equals("-") && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return wanted.length == given.length;
  }

  private static ResourceName name(List<String> ids) {
    return DEVICE.parseName(
        "projects/" + ids.get(0) + "/regions/" + ids.get(1) + "/devices/" + ids.get(2));
  }

  private static List<String> ids(SplittableRandom random) {
    List<String> ids = new ArrayList<>();
    ids.add(IDS.get(random.nextInt(IDS.size())));
    ids.add(REGIONS.get(random.nextInt(REGIONS.size())));
    ids.add(IDS.get(random.nextInt(IDS.size())));
    return ids;
  }
}
