package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.Device.Status.ConnectionStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderByTest {
  @Test
  void absentOrderIsByNameAscending() {
    assertThat(sorted("", device("b"), device("a"))).containsExactly("a", "b");
    assertThat(OrderBy.name(Types.DEVICE).text()).isEmpty();
  }

  @Test
  void tieBreakerHasTheDirectionOfTheLastItem() {
    assertThat(sorted("display_name desc", device("a"), device("b"))).containsExactly("b", "a");
    assertThat(sorted("display_name desc, description", device("a"), device("b")))
        .containsExactly("a", "b");
  }

  @Test
  void textsAreInTheOrderOfTheirBytesInUtf8() {
    Device emoji = device("a").toBuilder().setDisplayName("\ud83d\ude00").build();
    Device privateUse = device("b").toBuilder().setDisplayName("\uf8ff").build();
    Device upper = device("c").toBuilder().setDisplayName("Z").build();
    assertThat(sorted("display_name", emoji, privateUse, upper)).containsExactly("c", "b", "a");
  }

  @Test
  void missingValuesAreFirstWhenAscendingAndLastWhenDescending() {
    Device epoch = created("a", 0);
    Device before = created("b", -5);
    Device never = device("c");
    assertThat(sorted("metadata.create_time", epoch, before, never)).containsExactly("c", "b", "a");
    assertThat(sorted("metadata.create_time DESC", epoch, before, never))
        .containsExactly("a", "b", "c");
    Device labelled = device("d").toBuilder().setMetadata(meta().putLabels("env", "")).build();
    assertThat(sorted("metadata.labels.env", labelled, never)).containsExactly("c", "d");
  }

  @Test
  void enumerationsAreInTheOrderOfTheirNumbers() {
    List<Device> devices =
        Stream.of(ConnectionStatus.values())
            .filter(status -> status != ConnectionStatus.UNRECOGNIZED)
            .map(
                status ->
                    device("d" + status.getNumber()).toBuilder()
                        .setStatus(Device.Status.newBuilder().setConnectionStatus(status))
                        .build())
            .toList();
    assertThat(sorted("status.connection_status desc", devices.toArray(Device[]::new)))
        .isSortedAccordingTo(java.util.Comparator.<String>naturalOrder().reversed());
  }

  @Test
  void scalarBelowAnUnsetMessageIsItsDefault() {
    OrderBy order = OrderBy.parse(Types.DEVICE, "spec.os_version");
    Device unset = device("a");
    Device empty = unset.toBuilder().setSpec(Device.Spec.getDefaultInstance()).build();
    assertThat(order.key(unset)).isEqualTo(order.key(empty));
  }

  @Test
  void listsMapsAndMessagesAreTies() {
    for (String path :
        List.of("metadata.tags", "metadata.labels", "metadata", "status.addresses.address")) {
      Device more =
          device("a").toBuilder()
              .setMetadata(meta().addTags("x").putLabels("k", "v"))
              .setStatus(
                  Device.Status.newBuilder()
                      .addAddresses(Device.Status.Address.newBuilder().setAddress("10.0.0.1")))
              .build();
      assertThat(sorted(path, more, device("b"))).containsExactly("a", "b");
      assertThat(sorted(path + " desc", more, device("b"))).containsExactly("b", "a");
    }
  }

  @Test
  void canonicalTextLeavesOutWhatCannotMatter() {
    assertThat(OrderBy.parse(Types.DEVICE, " displayName  DESC , display-name desc").text())
        .isEqualTo("display_name desc");
    assertThat(OrderBy.parse(Types.DEVICE, "name").text()).isEmpty();
    assertThat(OrderBy.parse(Types.DEVICE, "name desc, display_name").text())
        .isEqualTo("name desc");
    assertThat(OrderBy.parse(Types.DEVICE, "display_name desc, name").text())
        .isEqualTo("display_name desc,name");
    assertThat(OrderBy.parse(Types.DEVICE, "display_name, name"))
        .isEqualTo(OrderBy.parse(Types.DEVICE, "display_name"));
  }

  @Test
  void reversedOrderIsTheOppositeOfTheOrder() {
    for (String text : List.of("", "display_name", "display_name desc, metadata.create_time")) {
      OrderBy order = OrderBy.parse(Types.DEVICE, text);
      OrderBy.Key one = order.key(created("a", 3));
      OrderBy.Key other = order.key(created("b", 2));
      assertThat(Integer.signum(order.reversed().comparator().compare(one, other)))
          .isEqualTo(-Integer.signum(order.comparator().compare(one, other)));
      assertThat(order.reversed().reversed()).isEqualTo(order);
    }
  }

  @Test
  void refusalsSayWhereAndWhy() {
    refused("display_name,", 13, "empty item");
    refused(" ", 1, "empty item");
    refused("display_name down", 13, "'down'; expected asc or desc");
    refused("name asc asc", 0, "expected path [asc|desc]");
    refused("display_name, colour desc", 14, "'colour'");
    refused(String.join(",", java.util.Collections.nCopies(11, "name")), 50, "more than 10 items");
  }

  private static void refused(String text, int position, String message) {
    RefusalException refused =
        catchThrowableOfType(RefusalException.class, () -> OrderBy.parse(Types.DEVICE, text));
    assertThat(refused).as(text).isNotNull();
    Refusal.Invalid invalid = (Refusal.Invalid) refused.refusal();
    assertThat(invalid.message()).contains(message);
    assertThat(invalid.violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("order_by");
              assertThat(violation.position()).isEqualTo(position);
            });
  }

  private static List<String> sorted(String text, Device... devices) {
    OrderBy order = OrderBy.parse(Types.DEVICE, text);
    return Stream.of(devices)
        .map(order::key)
        .sorted(order.comparator())
        .map(key -> key.name().substring(key.name().lastIndexOf('/') + 1))
        .toList();
  }

  private static Device device(String id) {
    return Device.newBuilder().setName("projects/p/regions/us-west2/devices/" + id).build();
  }

  private static Device created(String id, long seconds) {
    return device(id).toBuilder()
        .setMetadata(meta().setCreateTime(Timestamp.newBuilder().setSeconds(seconds)))
        .build();
  }

  private static dev.edgewatch.api.types.Meta.Builder meta() {
    return dev.edgewatch.api.types.Meta.newBuilder();
  }
}
