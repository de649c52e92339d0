package dev.edgewatch.watch;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A watcher of one resource: says how it is now when that differs from what was said. A missing one
 * may come back (gap A7).
 */
final class OneSource implements Source {
  private final ResidentCollection collection;
  private final String name;
  private final Mask mask;
  private @Nullable Resource seen;
  private @Nullable ByteString said;

  OneSource(ResidentCollection collection, String name, Mask mask) {
    this.collection = collection;
    this.name = name;
    this.mask = mask;
  }

  String name() {
    return name;
  }

  @Override
  public @Nullable WatchMessage next(Instant now) {
    Position position = collection.position();
    Resource row = collection.locked(() -> Optional.ofNullable(collection.row(name))).orElse(null);
    if (Objects.equals(row, seen)) {
      return null;
    }
    seen = row;
    ByteString was = said;
    said = row == null ? null : mask.project(row.encoded());
    if (Objects.equals(said, was)) {
      return null;
    }
    ViewChange change;
    if (said == null) {
      change = new ViewChange.Removed(name, 0);
    } else if (was == null) {
      change = new ViewChange.Added(said, 0);
    } else {
      change = new ViewChange.Modified(name, said, 0, 0);
    }
    return WatchMessage.page(List.of(change), null, position, -1);
  }

  @Override
  public @Nullable WatchMessage idle(Instant now, Instant lastSent) {
    return null;
  }

  @Override
  public void closed(LiveStream stream) {
    collection.closeOne(name, stream);
  }
}
