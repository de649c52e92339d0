package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A region whose result is a fixed sorted list of keys. */
record ScriptedRegion(List<NumberKey> keys) implements RegionPages {
  /** A region that fails whoever asks it. */
  static RegionPages silent() {
    return new RegionPages() {
      @Override
      public AutoCloseable watch(Optional<OrderBy.Key> anchor, int size, Listener listener) {
        throw silence();
      }

      @Override
      public Optional<OrderBy.Key> keyAt(long offset) {
        throw silence();
      }

      @Override
      public long rank(OrderBy.Key key) {
        throw silence();
      }

      @Override
      public boolean exists(String name) {
        throw silence();
      }
    };
  }

  private static RuntimeException silence() {
    return new Refusal.Unavailable("REGION_SILENT", "nobody answers", Duration.ofSeconds(1))
        .exception();
  }

  @Override
  public boolean exists(String name) {
    throw new UnsupportedOperationException("this region is only searched");
  }

  @Override
  public AutoCloseable watch(Optional<OrderBy.Key> anchor, int size, Listener listener) {
    throw new UnsupportedOperationException("this region is only searched");
  }

  @Override
  public Optional<OrderBy.Key> keyAt(long offset) {
    return offset < keys.size() ? Optional.of(keys.get((int) offset)) : Optional.empty();
  }

  @Override
  public long rank(OrderBy.Key key) {
    return keys.stream().filter(other -> NumberKey.ORDER.compare(other, key) < 0).count();
  }
}
