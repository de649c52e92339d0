package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.edgewatch.resource.PageToken.AtKey;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Orders by any paths of any type, and their page tokens. */
class OrderOfAllTypesProperties {
  private static final List<ResourceType> TYPES =
      Catalog.compiled().types().stream().filter(ResourceType::stored).toList();

  /** Resources of one type and an order of them. */
  private static final class Case {
    private final SplittableRandom random;
    private final ResourceType type;
    private final OrderBy order;

    Case(long seed) {
      random = new SplittableRandom(seed);
      type = TYPES.get(random.nextInt(TYPES.size()));
      order = OrderBy.parse(type, text());
    }

    private String text() {
      Mask paths = new RandomMasks(random, RandomMasks.Paths.ALL).next(type.descriptor());
      return paths.paths().stream()
          .limit(OrderBy.MOST_ITEMS)
          .map(path -> path.text() + (random.nextBoolean() ? " desc" : ""))
          .collect(Collectors.joining(", "));
    }

    Message resource() {
      Message message = RandomMessages.any(random).next(type.defaultInstance());
      return type.withName(message, new RandomNames(random).next(type));
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void orderIsTotal(@ForAll long seed) {
    Case one = new Case(seed);
    Comparator<OrderBy.Key> comparator = one.order.comparator();
    List<OrderBy.Key> keys = Stream.generate(one::resource).limit(4).map(one.order::key).toList();
    for (OrderBy.Key a : keys) {
      for (OrderBy.Key b : keys) {
        assertThat(Integer.signum(comparator.compare(a, b)))
            .isEqualTo(-Integer.signum(comparator.compare(b, a)));
        assertThat(comparator.compare(a, b) == 0).isEqualTo(a.equals(b));
        for (OrderBy.Key c : keys) {
          if (comparator.compare(a, b) <= 0 && comparator.compare(b, c) <= 0) {
            assertThat(comparator.compare(a, c)).isLessThanOrEqualTo(0);
          }
        }
      }
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void textAndTokensAreReadAsWhatTheyWere(@ForAll long seed) {
    Case one = new Case(seed);
    assertThat(OrderBy.parse(one.type, one.order.text())).isEqualTo(one.order);
    OrderBy.Key key = one.order.key(one.resource());
    AtKey token = new AtKey(Direction.AFTER, Inclusion.EXCLUSIVE, key);
    String text = token.text(one.type, one.order);
    if (text.length() <= PageToken.LONGEST) {
      AtKey again = (AtKey) PageToken.parse(one.type, one.order, text);
      assertThat(again).isEqualTo(token);
      assertThat(one.order.comparator().compare(key, again.key())).isZero();
    }
  }
}
