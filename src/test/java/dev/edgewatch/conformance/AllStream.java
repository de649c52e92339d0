package dev.edgewatch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.edgewatch.conformance.WatchClient.Start;
import dev.edgewatch.resource.standard.StandardMethod;
import io.grpc.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The messages of a watch of everything, each checked by the letter of contract section 6.4; opened
 * again after a break with the token that came last.
 */
final class AllStream implements GeneratedClient.Heard, WatchClient.Watch {
  private final GeneratedClient client;
  private final WatchClient.AllQuery query;
  private final WatchClient.AllObserver observer;
  private final Set<String> names = new HashSet<>();
  private Start start;
  private boolean inSnapshot;
  private boolean countsRows;
  private boolean sizeMayCome;
  private volatile boolean over;
  private volatile WatchClient.Watch stream = () -> {};

  AllStream(GeneratedClient client, WatchClient.AllQuery query, WatchClient.AllObserver observer) {
    this.client = client;
    this.query = query;
    this.observer = observer;
    this.start = query.start();
    this.inSnapshot = start instanceof Start.Snapshot;
    this.countsRows = inSnapshot;
  }

  AllStream open() {
    if (!over) {
      sizeMayCome = false;
      stream = client.open(StandardMethod.WATCH_MANY, GeneratedClient.request(query, start), this);
    }
    return this;
  }

  @Override
  public void message(Message message) {
    if (over) {
      return;
    }
    try {
      take(message);
    } catch (AssertionError unlawful) {
      over = true;
      observer.ended(unlawful.getMessage());
    }
  }

  private void take(Message message) {
    List<?> changes = (List<?>) GeneratedMessages.get(message, "device_changes");
    boolean current = (boolean) GeneratedMessages.get(message, "is_current");
    String token = (String) GeneratedMessages.get(message, "resume_token");
    int size = GeneratedMessages.number(message, "snapshot_size");
    boolean hard = (boolean) GeneratedMessages.get(message, "is_hard_reset");
    boolean soft = (boolean) GeneratedMessages.get(message, "is_soft_reset");
    int kinds = (size >= 0 ? 1 : 0) + (hard ? 1 : 0) + (soft ? 1 : 0);
    assertThat(kinds).as("kinds in %s", message).isLessThanOrEqualTo(1);
    assertThat(GeneratedMessages.has(message, "page_token_change")).isFalse();
    if (kinds == 1) {
      assertThat(changes).as("nothing else in %s", message).isEmpty();
      assertThat(current || !token.isEmpty()).as("nothing else in %s", message).isFalse();
    }
    if (size >= 0) {
      assertThat(sizeMayCome).as("a size comes after the first current message").isTrue();
      assertThat(countsRows).as("a size to one who cannot know it").isTrue();
      assertThat(size).as("rows the client should hold").isEqualTo(names.size());
    } else if (hard) {
      names.clear();
      inSnapshot = true;
      countsRows = true;
      start = new Start.Snapshot();
      observer.reset();
    } else {
      assertThat(soft).as("no soft reset is due").isFalse();
      assertThat(changes).hasSizeLessThanOrEqualTo(chunk());
      changes.forEach(change -> take(change));
      if (current) {
        assertThat(token).as("the resume token of a complete set").isNotEmpty();
        inSnapshot = false;
        sizeMayCome = true;
        start = new Start.Token(token);
        observer.current(token);
      } else {
        assertThat(token).as("a token of an incomplete set").isEmpty();
      }
    }
  }

  private void take(Object changed) {
    Message change = (Message) changed;
    if (GeneratedMessages.has(change, "current")) {
      var device = GeneratedMessages.device(GeneratedMessages.message(change, "current"));
      names.add(device.getName());
      observer.put(device);
      return;
    }
    assertThat(GeneratedMessages.has(change, "removed")).as("%s", change).isTrue();
    assertThat(inSnapshot).as("a removal in a snapshot").isFalse();
    Message removed = GeneratedMessages.message(change, "removed");
    assertThat(GeneratedMessages.number(removed, "view_index")).isZero();
    String name = (String) GeneratedMessages.get(removed, "name");
    names.remove(name);
    observer.removed(name);
  }

  private int chunk() {
    return query.maxChunkSize() == 0 ? 100 : query.maxChunkSize();
  }

  @Override
  public void ended(Status status) {
    if (over) {
      return;
    }
    if (status.getCode() == Status.Code.UNAVAILABLE) {
      client.later(this::open);
    } else {
      over = true;
      observer.ended(status.getCode().name());
    }
  }

  @Override
  public void close() {
    over = true;
    stream.close();
  }
}
