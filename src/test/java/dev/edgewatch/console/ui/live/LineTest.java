package dev.edgewatch.console.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.console.bff.LiveRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final Instant NOW = Instant.parse("2026-11-24T14:02:00Z");

  private final LiveColumn status =
      new LiveColumn(
          "status",
          "Status",
          List.of("status.connection_status"),
          "",
          "",
          0,
          LiveColumn.Presence.STANDARD,
          Cell.of(""),
          row -> "");
  private final ScriptedRow row = new ScriptedRow();
  private final Line line = new Line(row);

  @Test
  void repeatedChangeOfACellStartsItsFadeAgain() {
    row.changed.put("status.connection_status", NOW);
    String first = line.changedPart(status, NOW);
    row.changed.put("status.connection_status", NOW.plusMillis(500));
    String second = line.changedPart(status, NOW.plusMillis(500));

    assertThat(first).isEqualTo("ew-chg-a");
    assertThat(second).isEqualTo("ew-chg-b");
  }

  @Test
  void changeShownBeforeKeepsItsCornerWithoutFading() {
    row.changed.put("status.connection_status", NOW);

    assertThat(line.changedPart(status, NOW.plusSeconds(5))).isEqualTo("ew-chg");
    assertThat(line.changedPart(status, NOW.plusSeconds(61))).isNull();
  }

  @Test
  void changeOfAnotherPathLeavesTheCellAlone() {
    row.changed.put("display_name", NOW);

    assertThat(line.changedPart(status, NOW)).isNull();
  }

  @Test
  void rowSaysThatItIsHeldAndThatItIsNew() {
    row.held = Optional.of(NOW);
    row.entered = Optional.of(NOW);

    assertThat(line.parts(NOW.plusSeconds(3))).isEqualTo("ew-held ew-new");
    assertThat(line.parts(NOW.plusSeconds(11))).isEqualTo("ew-held");
  }

  @Test
  void rowThatLeftSaysSo() {
    row.gone = Optional.of(new LiveRow.Gone(NOW, LiveRow.Gone.Why.DELETED));

    assertThat(line.parts(NOW)).isEqualTo("ew-gone");
  }

  private static final class ScriptedRow implements LiveRow {
    private final Map<String, Instant> changed = new HashMap<>();
    private Optional<Instant> held = Optional.empty();
    private Optional<Instant> entered = Optional.empty();
    private Optional<Gone> gone = Optional.empty();

    @Override
    public String name() {
      return "projects/p/regions/r/devices/d";
    }

    @Override
    public String region() {
      return "r";
    }

    @Override
    public Message resource() {
      return Device.getDefaultInstance();
    }

    @Override
    public Optional<Instant> heldSince() {
      return held;
    }

    @Override
    public Map<String, Instant> changedPaths() {
      return changed;
    }

    @Override
    public Optional<Instant> enteredAt() {
      return entered;
    }

    @Override
    public Optional<Gone> gone() {
      return gone;
    }
  }
}
