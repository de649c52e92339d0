package dev.edgewatch.console.ui.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeButton;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveQuery.RegionState;
import dev.edgewatch.console.bff.RegionControl;
import dev.edgewatch.console.ui.part.RegionMarks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegionLineTest {
  private static final Environment.Region JAPAN =
      new Environment.Region("japaneast", "Japan East", "localhost:1", "Tokyo, JP", false);

  private static final RegionControl STOPPED =
      new RegionControl() {
        @Override
        public Set<String> running() {
          return Set.of();
        }

        @Override
        public void stop(String region) {}

        @Override
        public void start(String region) {}
      };

  private final RegionLine line =
      new RegionLine(
          JAPAN,
          new RegionMarks(new SaidEnvironment(List.of(JAPAN), List.of())),
          Optional.of(STOPPED),
          region -> {},
          () -> {});

  @Test
  void aButtonThatIsBeingPressedStaysWhileTheRegionIsTriedAgainAndAgain() {
    line.show(Optional.of(lost(1)));
    List<Component> before = buttons();

    line.show(Optional.of(lost(2)));

    assertThat(before).hasSize(2);
    assertThat(buttons()).containsExactlyElementsOf(before);
  }

  private List<Component> buttons() {
    return below(line).filter(one -> one instanceof Button || one instanceof NativeButton).toList();
  }

  private static Stream<Component> below(Component parent) {
    return parent.getChildren().flatMap(child -> Stream.concat(Stream.of(child), below(child)));
  }

  private static RegionState lost(int nextTry) {
    return new RegionState(
        "japaneast",
        Freshness.LOST,
        0,
        0,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.of(Instant.EPOCH.plusSeconds(nextTry)),
        List.of(),
        Optional.empty());
  }
}
