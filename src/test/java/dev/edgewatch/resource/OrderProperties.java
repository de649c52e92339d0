package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.resource.PageToken.AtKey;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import dev.edgewatch.resource.filter.RandomDevices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Orders and page tokens against naive ones over random devices. */
class OrderProperties {
  private static final ResourceType TYPE = Types.DEVICE;

  /** Per path what it is ordered by. */
  private static final Map<String, Comparator<Device>> NAIVE =
      Map.of(
          "display_name", texts(Device::getDisplayName),
          "description", texts(Device::getDescription),
          "spec.os_version", texts(device -> device.getSpec().getOsVersion()),
          "metadata.labels.env",
              Comparator.comparing(
                  device -> device.getMetadata().getLabelsMap().get("env"),
                  Comparator.nullsFirst(OrderProperties::bytes)),
          "metadata.create_time",
              Comparator.comparing(
                  device ->
                      device.getMetadata().hasCreateTime()
                          ? device.getMetadata().getCreateTime()
                          : null,
                  Comparator.nullsFirst(
                      Comparator.comparingLong(Timestamp::getSeconds)
                          .thenComparingInt(Timestamp::getNanos))),
          "metadata.generation",
              Comparator.comparingLong(device -> device.getMetadata().getGeneration()),
          "status.connection_status",
              Comparator.comparingInt(device -> device.getStatus().getConnectionStatusValue()),
          "spec.disable_device_discovery",
              Comparator.comparing(device -> device.getSpec().getDisableDeviceDiscovery()),
          "metadata.tags", (_, _) -> 0,
          "status.addresses.address", (_, _) -> 0);

  private record Sorting(String text, Comparator<Device> naive) {}

  @Property(shrinking = ShrinkingMode.OFF)
  void keysCompareAsANaiveComparatorDoes(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Sorting sorting = sorting(random);
    OrderBy order = OrderBy.parse(TYPE, sorting.text());
    List<Device> devices = devices(random, 4);
    for (Device one : devices) {
      for (Device other : devices) {
        assertThat(Integer.signum(compare(order, one, other)))
            .as("%s: %s and %s", sorting.text(), one, other)
            .isEqualTo(Integer.signum(sorting.naive().compare(one, other)));
      }
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void orderIsTotal(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    OrderBy order = OrderBy.parse(TYPE, sorting(random).text());
    Comparator<OrderBy.Key> comparator = order.comparator();
    List<OrderBy.Key> keys = devices(random, 4).stream().map(order::key).toList();
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
    var random = new SplittableRandom(seed);
    OrderBy order = OrderBy.parse(TYPE, sorting(random).text());
    assertThat(OrderBy.parse(TYPE, order.text())).isEqualTo(order);
    OrderBy.Key key = order.key(new RandomDevices(random).next());
    AtKey token = new AtKey(Direction.AFTER, Inclusion.EXCLUSIVE, key);
    AtKey again = (AtKey) PageToken.parse(TYPE, order, token.text(TYPE, order));
    assertThat(again).isEqualTo(token);
    assertThat(order.comparator().compare(key, again.key())).isZero();
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void spoiltTokensAreReadOrRefused(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    OrderBy order = OrderBy.parse(TYPE, sorting(random).text());
    OrderBy.Key key = order.key(new RandomDevices(random).next());
    StringBuilder text =
        new StringBuilder(new AtKey(Direction.AFTER, Inclusion.EXCLUSIVE, key).text(TYPE, order));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(7)));
      } else {
        text.setLength(Math.max(1, at));
      }
    }
    try {
      PageToken token = PageToken.parse(TYPE, order, text.toString());
      assertThat(PageToken.parse(TYPE, order, token.text(TYPE, order))).isEqualTo(token);
    } catch (RefusalException refused) {
      assertThat(refused.refusal()).isInstanceOf(Refusal.Invalid.class);
    }
  }

  /** Up to three items; the naive one knows of the name only as the last. */
  private static Sorting sorting(SplittableRandom random) {
    List<Map.Entry<String, Comparator<Device>>> paths =
        new ArrayList<>(NAIVE.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList());
    List<String> items = new ArrayList<>();
    Comparator<Device> naive = (_, _) -> 0;
    boolean descending = false;
    for (int i = random.nextInt(4); i > 0; i--) {
      var path = paths.remove(random.nextInt(paths.size()));
      descending = random.nextBoolean();
      items.add(path.getKey() + (descending ? " DESC" : random.nextBoolean() ? " asc" : ""));
      naive = naive.thenComparing(descending ? path.getValue().reversed() : path.getValue());
    }
    Comparator<Device> names = Comparator.comparing(Device::getName);
    return new Sorting(
        String.join(" , ", items), naive.thenComparing(descending ? names.reversed() : names));
  }

  private static List<Device> devices(SplittableRandom random, int count) {
    RandomDevices devices = new RandomDevices(random);
    return Stream.generate(devices::next).limit(count).toList();
  }

  private static int compare(OrderBy order, Device one, Device other) {
    return order.comparator().compare(order.key(one), order.key(other));
  }

  private static Comparator<Device> texts(Function<Device, String> text) {
    return (one, other) -> bytes(text.apply(one), text.apply(other));
  }

  private static int bytes(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
