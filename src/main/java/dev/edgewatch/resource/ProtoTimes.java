package dev.edgewatch.resource;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as messages hold them, and as we reckon with them; neither loses any of the other. */
public final class ProtoTimes {
  private ProtoTimes() {}

  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  public static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
