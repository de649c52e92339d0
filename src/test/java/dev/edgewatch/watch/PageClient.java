package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.watch.WatchMessage.PageTokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A watcher of a page that applies messages by the letter of contract section 6.3 and checks each
 * while it does.
 */
final class PageClient implements WatchSink {
  private final List<ByteString> rows = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<WatchMessage> messages = new ArrayList<>();
  private final List<Seen> seen = new ArrayList<>();
  private PageTokens tokens = PageTokens.NONE;
  private boolean ready = true;
  private boolean current;
  private int accepts = Integer.MAX_VALUE;
  private int longestPage;
  private @Nullable Refusal refusal;

  /** What this client showed when a message said that it was current. */
  record Seen(Position position, long total, List<ByteString> rows, PageTokens tokens) {}

  @Override
  public boolean isReady() {
    return ready && accepts > 0;
  }

  /** Ready for so many messages, then no more. */
  void accept(int count) {
    ready = true;
    accepts = count;
  }

  void stall() {
    ready = false;
  }

  void resume() {
    accept(Integer.MAX_VALUE);
  }

  @Override
  public void send(WatchMessage message) {
    assertThat(isReady()).as("sent only while ready").isTrue();
    assertThat(refusal).as("nothing is sent after the end").isNull();
    accepts--;
    messages.add(message);
    message.changes().forEach(this::apply);
    longestPage = Math.max(longestPage, rows.size());
    current = message.isCurrent();
    if (message.pageTokens() != null) {
      assertThat(current).as("tokens only on current messages").isTrue();
      assertThat(message.pageTokens()).as("tokens only when they changed").isNotEqualTo(tokens);
      tokens = message.pageTokens();
    }
    if (current) {
      seen.add(new Seen(message.position(), message.total(), List.copyOf(rows), tokens));
    }
    assertThat(message.snapshotSize()).isEqualTo(-1);
    assertThat(message.resumeToken()).isNull();
  }

  private void apply(ViewChange change) {
    switch (change) {
      case ViewChange.Added(ByteString resource, int index) -> {
        assertThat(names).as("added once").doesNotContain(nameOf(resource));
        rows.add(index, resource);
        names.add(index, nameOf(resource));
      }
      case ViewChange.Modified(String name, ByteString resource, int previousIndex, int index) -> {
        rows.remove(previousIndex);
        assertThat(names.remove(previousIndex)).isEqualTo(name).isEqualTo(nameOf(resource));
        rows.add(index, resource);
        names.add(index, name);
      }
      case ViewChange.Removed(String name, int index) -> {
        rows.remove(index);
        assertThat(names.remove(index)).isEqualTo(name);
      }
      case ViewChange.Current ignored -> throw new AssertionError("Current in a stateful stream");
    }
  }

  @Override
  public void fail(Refusal why) {
    refusal = why;
  }

  private static String nameOf(ByteString resource) {
    try {
      return Devices.DEVICE.nameOf(Devices.DEVICE.parser().parseFrom(resource));
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
  }

  List<ByteString> rows() {
    return rows;
  }

  List<String> names() {
    return List.copyOf(names);
  }

  List<WatchMessage> messages() {
    return messages;
  }

  /** The messages since the last call. */
  List<WatchMessage> takeMessages() {
    List<WatchMessage> taken = List.copyOf(messages);
    messages.clear();
    return taken;
  }

  /** What was shown at current messages since the last call. */
  List<Seen> takeSeen() {
    List<Seen> taken = List.copyOf(seen);
    seen.clear();
    return taken;
  }

  boolean isCurrent() {
    return current;
  }

  PageTokens tokens() {
    return tokens;
  }

  int longestPage() {
    return longestPage;
  }

  @Nullable Refusal refusal() {
    return refusal;
  }
}
