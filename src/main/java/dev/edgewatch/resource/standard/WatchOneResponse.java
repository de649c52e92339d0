package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;

/** One message of {@code WatchX}. */
public record WatchOneResponse(ResourceChange change) {

  public ByteString encode() {
    return new WireWriter().message(1, change.encode()).encoded();
  }

  public static WatchOneResponse decode(ByteString encoded) {
    return new WatchOneResponse(
        WireFields.of(encoded)
            .message(1)
            .map(ResourceChange::decode)
            .orElseThrow(() -> WireFields.malformed("a watch message holds no change")));
  }
}
