package dev.edgewatch.console.bff;

import dev.edgewatch.resource.OrderBy;
import java.util.List;
import java.util.Optional;

/** A region whose result is a fixed sorted list of keys. */
record ScriptedRegion(List<NumberKey> keys) implements RegionPages {
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
