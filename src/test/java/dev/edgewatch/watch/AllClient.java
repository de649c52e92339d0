package dev.edgewatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A watcher of all rows, by the letter of contract section 6.4: buffers until current, resets,
 * checks sizes.
 */
final class AllClient implements WatchSink {
  private final Map<String, ByteString> rows = new TreeMap<>();
  private final List<ViewChange> pending = new ArrayList<>();
  private final List<Seen> seen = new ArrayList<>();
  private String resumeToken = "";
  private boolean inSync;
  private int accepts = Integer.MAX_VALUE;
  private int hardResets;
  private int sizes;
  private int messages;
  private @Nullable Refusal refusal;

  /** What the client held when a message said that it was current. */
  record Seen(Position position, Map<String, ByteString> rows) {}

  AllClient() {}

  /** A client that lost its connection and comes back with what it had. */
  AllClient(AllClient before) {
    rows.putAll(before.rows);
    resumeToken = before.resumeToken;
    inSync = before.inSync;
  }

  @Override
  public boolean isReady() {
    return accepts > 0;
  }

  void accept(int count) {
    accepts = count;
  }

  @Override
  public void send(WatchMessage message) {
    assertThat(isReady()).as("sent only while ready").isTrue();
    accepts--;
    messages++;
    switch (message.kind()) {
      case PART, CURRENT -> {
        assertThat(message.snapshotSize()).as("no size but on size messages").isEqualTo(-1);
        assertThat(message.changes()).hasSizeLessThanOrEqualTo(100);
        pending.addAll(message.changes());
        if (message.isCurrent()) {
          pending.forEach(this::apply);
          pending.clear();
          inSync = true;
          String token = message.resumeToken();
          assertThat(token).isNotEmpty();
          resumeToken = Objects.requireNonNull(token);
          seen.add(new Seen(message.position(), Map.copyOf(rows)));
        }
      }
      case SIZE -> {
        sizes++;
        assertThat(message.changes()).isEmpty();
        assertThat(pending).isEmpty();
        assertThat(message.snapshotSize()).isEqualTo(rows.size());
      }
      case SOFT_RESET -> pending.clear();
      case HARD_RESET -> {
        assertThat(message.changes()).isEmpty();
        hardResets++;
        pending.clear();
        rows.clear();
        resumeToken = "";
        inSync = false;
      }
    }
  }

  private void apply(ViewChange change) {
    switch (change) {
      case ViewChange.Current(ByteString resource) -> rows.put(nameOf(resource), resource);
      case ViewChange.Removed(String name, int index) -> {
        assertThat(inSync).as("a snapshot holds no Removed").isTrue();
        assertThat(index).isZero();
        rows.remove(name);
      }
      case ViewChange.Added added -> throw new AssertionError(added);
      case ViewChange.Modified modified -> throw new AssertionError(modified);
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

  Map<String, ByteString> rows() {
    return rows;
  }

  List<Seen> takeSeen() {
    List<Seen> taken = List.copyOf(seen);
    seen.clear();
    return taken;
  }

  String resumeToken() {
    return resumeToken;
  }

  boolean inSync() {
    return inSync;
  }

  int hardResets() {
    return hardResets;
  }

  int sizes() {
    return sizes;
  }

  int messages() {
    return messages;
  }

  @Nullable Refusal refusal() {
    return refusal;
  }
}
