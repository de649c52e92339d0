package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contract section 6.2 and gap A7. */
class OneWatchTest {
  private static final Resource FIRST =
      Devices.resource(Devices.device(1).setDisplayName("a").setDescription("x"));
  private static final Resource RETITLED =
      Devices.resource(Devices.device(1).setDisplayName("b").setDescription("x"));
  private static final Resource REDESCRIBED =
      Devices.resource(Devices.device(1).setDisplayName("b").setDescription("y"));
  private static final Mask TITLE = Devices.mask("name", "display_name");

  private final WatchFixture fixture = new WatchFixture();
  private final PageClient client = new PageClient();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aMissingResourceIsRefusedAtTheStart() {
    assertThatThrownBy(
            () -> fixture.watches.watchOne(Devices.DEVICE, Devices.name(1), TITLE, client))
        .isInstanceOfSatisfying(
            RefusalException.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.NotFound.class));
    assertThat(client.messages()).isEmpty();
  }

  @Test
  void tellsPresenceChangeRemovalAndReturn() {
    fixture.feed.save(FIRST);
    fixture.watches.watchOne(Devices.DEVICE, FIRST.name(), TITLE, client);
    fixture.feed.save(RETITLED);
    fixture.feed.save(REDESCRIBED);
    fixture.feed.delete(Devices.DEVICE, FIRST.name());
    fixture.feed.save(FIRST);
    assertThat(changes())
        .containsExactly(
            new ViewChange.Added(TITLE.project(FIRST.encoded()), 0),
            new ViewChange.Modified(FIRST.name(), TITLE.project(RETITLED.encoded()), 0, 0),
            new ViewChange.Removed(FIRST.name(), 0),
            new ViewChange.Added(TITLE.project(FIRST.encoded()), 0));
  }

  @Test
  void aSlowWatcherIsToldHowItIsNow() {
    fixture.feed.save(FIRST);
    WatchStream stream = fixture.watches.watchOne(Devices.DEVICE, FIRST.name(), TITLE, client);
    client.takeMessages();
    client.stall();
    fixture.feed.delete(Devices.DEVICE, FIRST.name());
    fixture.feed.save(RETITLED);
    client.resume();
    stream.onReady();
    assertThat(changes())
        .containsExactly(
            new ViewChange.Modified(FIRST.name(), TITLE.project(RETITLED.encoded()), 0, 0));
  }

  private List<ViewChange> changes() {
    return client.messages().stream().flatMap(message -> message.changes().stream()).toList();
  }
}
