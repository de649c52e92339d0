package dev.edgewatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.widgets.Widgets;
import java.util.stream.Stream;

class OrderByFuzzTest extends ReadsAnyText {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "",
            "name desc",
            "displayName ASC , metadata.labels.env DESC,name",
            "spec.weight_kg, spec.tolerance desc, spec.warranty",
            "parts.screws.length_mm, slots.left.since, spec.photo",
            "layout" + ".children".repeat(400) + ".title",
            "display_name,".repeat(50),
            "display_name,",
            "metadata.labels.a\u001e asc, metadata.labels.b\u001e",
            "\u0000\u0001".repeat(150))
        .map(text -> new FuzzInput(Widgets.WIDGET, text).bytes());
  }

  @Override
  protected void read(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    FuzzInput.check(
        () -> OrderBy.parse(input.type(), input.text()),
        order -> {
          assertThat(OrderBy.parse(input.type(), order.text())).isEqualTo(order);
          Message one = input.resource();
          OrderBy.Key key = order.key(one, "a");
          OrderBy.Key other = order.key(input.type().defaultInstance(), "b");
          assertThat(order.comparator().compare(key, key)).isZero();
          assertThat(Integer.signum(order.comparator().compare(key, other)))
              .isEqualTo(-Integer.signum(order.comparator().compare(other, key)))
              .isNotZero();
        });
  }
}
