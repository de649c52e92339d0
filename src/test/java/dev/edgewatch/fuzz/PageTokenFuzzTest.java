package dev.edgewatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.widgets.Widgets;
import java.util.Optional;
import java.util.stream.Stream;

/** Page tokens; the first line of the text is the order that they are read under. */
class PageTokenFuzzTest extends ReadsAnyText {
  private static final ResourceType WIDGET = Widgets.WIDGET;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "\nr.e.O.20",
            "name desc\nl.i.O.0",
            "\nr.e.C.YQ==:Yg==,Yg==:",
            "\nr.e.S.",
            "\nx.y.z.%%%",
            "display_name desc\n" + token("display_name desc"),
            "spec.weight_kg, metadata.labels.site\n"
                + token("spec.weight_kg, metadata.labels.site"),
            "spec.warranty\n" + token("spec.next_service_time"))
        .map(text -> new FuzzInput(WIDGET, text).bytes());
  }

  private static String token(String orderBy) {
    OrderBy order = OrderBy.parse(WIDGET, orderBy);
    OrderBy.Key key = order.key(Widgets.richWidget("projects/p/regions/us-west2", "w").build());
    return new PageToken.AtKey(Direction.AFTER, Inclusion.EXCLUSIVE, key).text(WIDGET, order);
  }

  @Override
  protected void read(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    order(input)
        .ifPresent(
            order ->
                FuzzInput.check(
                    () -> PageToken.parse(input.type(), order, input.lines()[1]),
                    token ->
                        assertThat(
                                PageToken.parse(
                                    input.type(), order, token.text(input.type(), order)))
                            .isEqualTo(token)));
  }

  private static Optional<OrderBy> order(FuzzInput input) {
    try {
      return Optional.of(OrderBy.parse(input.type(), input.lines()[0]));
    } catch (RefusalException noOrder) {
      return Optional.empty();
    }
  }
}
