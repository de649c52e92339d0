package dev.edgewatch.console.bff;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ResourceType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one object that stands for a resource while its list shows it. Written by the drain only. */
final class Row implements LiveRow {
  private final ResourceType type;
  private Entry entry;
  private @Nullable Message decoded;
  private @Nullable Instant heldSince;
  private final @Nullable Instant enteredAt;
  private @Nullable Gone gone;
  private Map<String, Instant> changedPaths = Map.of();

  Row(ResourceType type, Entry entry, @Nullable Instant enteredAt) {
    this.type = type;
    this.entry = entry;
    this.enteredAt = enteredAt;
  }

  /** Takes the present state of the resource; says whether anything a person sees is different. */
  boolean show(Entry latest, Optional<Instant> held, List<FieldPath> paths, Instant now) {
    boolean sameMarks = held.equals(heldSince()) && gone == null;
    heldSince = held.orElse(null);
    gone = null;
    if (latest.encoded().equals(entry.encoded())) {
      entry = latest;
      return !sameMarks;
    }
    Message before = resource();
    entry = latest;
    decoded = null;
    Message after = resource();
    var changed = new HashMap<>(changedPaths);
    for (FieldPath path : paths) {
      if (!path.values(before).equals(path.values(after))) {
        changed.put(path.text(), now);
      }
    }
    changedPaths = changed;
    return true;
  }

  /** Marks the row as gone, or says more precisely why it is; says whether that is news. */
  boolean leave(Gone.Why why, Instant now) {
    Gone before = gone;
    if (before != null && before.why() == why) {
      return false;
    }
    gone = new Gone(before == null ? now : before.at(), why);
    return true;
  }

  ByteString encoded() {
    return entry.encoded();
  }

  OrderBy.Key key() {
    return entry.key();
  }

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public String region() {
    return entry.region();
  }

  @Override
  public Message resource() {
    Message message = decoded;
    if (message == null) {
      try {
        message = type.parser().parseFrom(entry.encoded());
      } catch (InvalidProtocolBufferException received) {
        throw new IllegalStateException(
            entry.region() + " sent bytes that are no " + type.fullName(), received);
      }
      decoded = message;
    }
    return message;
  }

  @Override
  public Optional<Instant> heldSince() {
    return Optional.ofNullable(heldSince);
  }

  @Override
  public Map<String, Instant> changedPaths() {
    return changedPaths;
  }

  @Override
  public Optional<Instant> enteredAt() {
    return Optional.ofNullable(enteredAt);
  }

  @Override
  public Optional<Gone> gone() {
    return Optional.ofNullable(gone);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LiveRow row && row.name().equals(name());
  }

  @Override
  public int hashCode() {
    return name().hashCode();
  }
}
